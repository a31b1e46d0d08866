using Reporting.Api.Responses;

namespace Reporting.Api.OpenApi.Contracts;

/// <summary>Adds metadata to endpoints, from which the OpenAPI document is made.</summary>
internal static class DocumentedEndpoints
{
    public static RouteHandlerBuilder WithParameters(this RouteHandlerBuilder endpoint, params DescribedParameter[] parameters) =>
        endpoint.WithMetadata([.. parameters]).WithRefusals();

    public static RouteHandlerBuilder WithQueryParameters(this RouteHandlerBuilder endpoint, string example, params string[] names) =>
        endpoint.WithMetadata(new QueryMetadata(example, names)).WithRefusals()
            .ProducesProblem(StatusCodes.Status414UriTooLong)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithQueryBody(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<QueryRequest>("application/json").WithRefusals()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithExportBody(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<ExportRequest>("application/json").WithRefusals()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder WithImportBody(this RouteHandlerBuilder endpoint) =>
        endpoint.WithRefusals()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithSubscriptionBody<TRequest>(this RouteHandlerBuilder endpoint)
        where TRequest : notnull =>
        endpoint.Accepts<TRequest>("application/json").WithRefusals()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    public static RouteHandlerBuilder WithReportBody<TRequest>(this RouteHandlerBuilder endpoint, params string[] yamlTypes)
        where TRequest : notnull =>
        endpoint.Accepts<TRequest>("application/json", yamlTypes).WithRefusals()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder WithReportFile(this RouteHandlerBuilder endpoint) =>
        endpoint.WithParameters(
                new DescribedParameter("id", "Id of the report.", "cooperation-by-year-and-domain", InPath: true),
                new DescribedParameter("format", "xlsx, pdf, html, csv, json, arrow or parquet.", "xlsx", InPath: true),
                new DescribedParameter("from", "First year.", "2020"),
                new DescribedParameter("to", "Last year.", "2025"),
                new DescribedParameter("domain", "Codes of domains, separated by commas.", "cyber-security,artificial-intelligence"),
                new DescribedParameter("participant_country", "Codes of the countries of participants, separated by commas.", "IN,IL"),
                new DescribedParameter("detail", "brief (default of pdf and html): a few pages; full: also the lists of engagements.", "full"),
                new DescribedParameter("section", "Only this section of the report. The default for csv is the first matrix. 'data' selects the rows behind the figures (all formats but pdf and html).", "engagements"),
                new DescribedParameter("lang", "Language of the file.", "en"))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The endpoint also answers as columns.</summary>
    public static RouteHandlerBuilder WithColumns(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new AnswersInColumns());

    /// <summary>Documents the ETag of responses and the status 304.</summary>
    public static RouteHandlerBuilder WithETag(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ETagMetadata()).ProducesProblem(StatusCodes.Status406NotAcceptable);

    private static RouteHandlerBuilder WithRefusals(this RouteHandlerBuilder endpoint) =>
        endpoint.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
}

/// <summary>A parameter as the OpenAPI document describes it.</summary>
/// <param name="RequiredInQuery">True for a required parameter of the query string.</param>
public sealed record DescribedParameter(string Name, string Description, string Example, bool InPath = false, bool RequiredInQuery = false)
{
    public bool IsRequired => InPath || RequiredInQuery;
}

/// <summary>Marks an endpoint that accepts the parameters of a query.</summary>
/// <param name="Example">An example query string.</param>
/// <param name="Names">The parameters of the endpoint, except filters.</param>
public sealed record QueryMetadata(string Example, IReadOnlyList<string> Names);

/// <summary>Marks an endpoint whose responses have an ETag.</summary>
public sealed record ETagMetadata;
