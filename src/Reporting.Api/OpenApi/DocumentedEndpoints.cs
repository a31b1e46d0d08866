namespace Reporting.Api.OpenApi;

/// <summary>Says in an endpoint's metadata what the OpenAPI document shall describe.</summary>
internal static class DocumentedEndpoints
{
    public static RouteHandlerBuilder WithParameters(this RouteHandlerBuilder endpoint, params DescribedParameter[] parameters) =>
        endpoint.WithMetadata([.. parameters]).Refusing();

    public static RouteHandlerBuilder WithQuestion(this RouteHandlerBuilder endpoint, string example, params string[] names) =>
        endpoint.WithMetadata(new QueryMetadata(example, names)).Refusing()
            .ProducesProblem(StatusCodes.Status414UriTooLong)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithQuestionBody(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<Dictionary<string, object>>("application/json").Refusing()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithExportBody(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<Dictionary<string, object>>("application/json").Refusing()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    public static RouteHandlerBuilder WithImportBody(this RouteHandlerBuilder endpoint) =>
        endpoint.Refusing()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithSubscriptionBody(this RouteHandlerBuilder endpoint) =>
        endpoint.Accepts<Dictionary<string, object>>("application/json").Refusing()
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    public static RouteHandlerBuilder WithReportFile(this RouteHandlerBuilder endpoint) =>
        endpoint.WithParameters(
                new DescribedParameter("id", "Id of the report.", "cooperation-by-year-and-domain", InPath: true),
                new DescribedParameter("format", "xlsx, pdf, html, csv or json.", "xlsx", InPath: true),
                new DescribedParameter("from", "First year.", "2020"),
                new DescribedParameter("to", "Last year.", "2025"),
                new DescribedParameter("domain", "Codes of domains, separated by commas.", "cyber-security,artificial-intelligence"),
                new DescribedParameter("participant_country", "Codes of participants' countries, separated by commas.", "IN,IL"),
                new DescribedParameter("section", "Only this section of the report; csv takes the first matrix otherwise. data: the rows behind the figures (xlsx, csv, json).", "engagements"),
                new DescribedParameter("lang", "Language of the file.", "en"))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Answers with an ETag, and 304 to who has that already.</summary>
    public static RouteHandlerBuilder Revalidating(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new RevalidatedMetadata()).ProducesProblem(StatusCodes.Status406NotAcceptable);

    private static RouteHandlerBuilder Refusing(this RouteHandlerBuilder endpoint) =>
        endpoint.ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
}

/// <summary>A parameter as the OpenAPI document describes it.</summary>
public sealed record DescribedParameter(string Name, string Description, string Example, bool InPath = false);

/// <summary>Marks an endpoint that takes the parameters of a question.</summary>
/// <param name="Example">A query string that shows it.</param>
/// <param name="Names">Which of the parameters that are no filters it takes.</param>
public sealed record QueryMetadata(string Example, IReadOnlyList<string> Names);

/// <summary>Marks an endpoint whose answers have an ETag.</summary>
public sealed record RevalidatedMetadata;
