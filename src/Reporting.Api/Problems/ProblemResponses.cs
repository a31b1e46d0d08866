using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Reporting.Api.Requests;
using Reporting.Engine.Queries;
using Reporting.Warehouse.Connections;
using Reporting.Warehouse.Problems;

namespace Reporting.Api.Problems;

/// <summary>Sends all failures as application/problem+json with type, title, status, detail, code and hint.</summary>
internal static class ProblemResponses
{
    public static void AddProblemResponses(this IServiceCollection services) => services.AddProblemDetails();

    public static void UseProblemResponses(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Unexpected,
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException or OperationCanceledException,
        });
        app.UseStatusCodePages(status =>
        {
            var context = status.HttpContext;
            return Answer(context, context.GetEndpoint(), ProblemOfStatus(context), context.Response.StatusCode).ExecuteAsync(context);
        });
        app.Use((context, next) => context.Request.QueryString.Value?.Length + context.Request.Path.Value?.Length > RequestSize.MaxRequestLine
            ? Answer(ProblemOfStatus(context, StatusCodes.Status414UriTooLong), StatusCodes.Status414UriTooLong).ExecuteAsync(context)
            : next(context));
    }

    public static IResult Answer(Problem problem) => Answer(problem, StatusOf(problem.Kind));

    /// <summary>A page for the endpoint of a page; otherwise a problem document.</summary>
    public static IResult Answer(HttpContext context, Problem problem) => Answer(context, context.GetEndpoint(), problem, StatusOf(problem.Kind));

    /// <summary>Adds a member to the problem document.</summary>
    public static IResult Answer(Problem problem, string name, object? more) =>
        new ProblemResult(problem, StatusOf(problem.Kind), Title(StatusOf(problem.Kind)), new Dictionary<string, object?> { [name] = more });

    public static IResult Answer(Problem problem, int status) => new ProblemResult(problem, status, Title(status));

    public static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.NotSignedIn => StatusCodes.Status401Unauthorized,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Outdated => StatusCodes.Status412PreconditionFailed,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Unanswerable => StatusCodes.Status422UnprocessableEntity,
        ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
        ProblemKind.NotAcceptable => StatusCodes.Status406NotAcceptable,
        ProblemKind.Unsupported => StatusCodes.Status501NotImplemented,
        _ => StatusCodes.Status503ServiceUnavailable,
    };

    public static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Bad request",
        StatusCodes.Status401Unauthorized => "Authentication required",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Conflict",
        StatusCodes.Status412PreconditionFailed => "Changed meanwhile",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status422UnprocessableEntity => "The query cannot be answered safely",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status501NotImplemented => "Not supported",
        StatusCodes.Status503ServiceUnavailable => "Service unavailable",
        StatusCodes.Status500InternalServerError => "Internal server error",
        _ => "Request refused",
    };

    // Failures of pages and unknown addresses in a browser are shown as pages; failures of API endpoints are sent as problem+json.
    private static IResult Answer(HttpContext context, Endpoint? endpoint, Problem problem, int status) =>
        endpoint?.Metadata.GetMetadata<IProblemFormat>() is { } format ? format.Answer(context, problem, status)
        : endpoint is null && context.OpensUnknownPage() ? context.RequestServices.GetRequiredService<IProblemFormat>().Answer(context, problem, status)
        : Answer(problem, status);

    private static Problem ProblemOfStatus(HttpContext context, int? status = null) => (status ?? context.Response.StatusCode) switch
    {
        404 when context.OpensUnknownPage() => new Problem(ErrorCodes.NotFound, $"No page has the address {SafeText.Of(context.Request.Path)}.", "Check the address, or start from the list of reports."),
        404 => new Problem(ErrorCodes.NotFound, $"No page or endpoint has the address {SafeText.Of(context.Request.Path)}.", "See /swagger for the endpoints."),
        405 => new Problem(ErrorCodes.MethodNotAllowed, $"{context.Request.Method} is not allowed at {SafeText.Of(context.Request.Path)}.", $"Use {context.Response.Headers.Allow}."),
        406 => new Problem(ErrorCodes.NotAcceptable, "None of the media types in Accept is available here.", "Omit the Accept header, or send */*."),
        413 => new Problem(ErrorCodes.BodyTooLarge, "The body is too large.", $"Send at most {RequestSize.MaxBody:N0} bytes."),
        414 => new Problem(ErrorCodes.UrlTooLong, "The URL is too long.", $"The maximum is {RequestSize.MaxRequestLine:N0} characters. POST /api/v1/query accepts longer queries."),
        415 => new Problem(ErrorCodes.WrongContentType, "This endpoint does not read the content type of the body.", "Send Content-Type: application/json."),
        var other => new Problem(ErrorCodes.Refused, $"The request was refused with status {other}.", "See /swagger for what the endpoint accepts."),
    };

    private static Task Unexpected(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (problem, status) = exception switch
        {
            BadHttpRequestException bad when bad.StatusCode == StatusCodes.Status413PayloadTooLarge => (ProblemOfStatus(context, 413), 413),
            BadHttpRequestException bad => (Malformed, bad.StatusCode),
            // The server's chunk reader throws this for a chunk size that overflows.
            IOException { InnerException: OverflowException } => (Malformed, 400),
            OperationCanceledException => (Cancelled, 503),
            OutOfMemoryException => (OutOfMemory, 503),
            _ when context.RequestAborted.IsCancellationRequested => (Cancelled, 503),
            _ when DatabaseProblem.Of(exception!) is { } away => (away, 503),
            DbException => (DatabaseProblem.Refused, 503),
            _ => (new Problem(ErrorCodes.InternalError, "The server failed unexpectedly.", "Try again. If the error persists, send the administrator the time of this request."), 500),
        };
        if (exception is not null)
        {
            QueryIdHeader.Set(context.Response, QueryIds.Of(exception));
        }

        return Answer(context, context.Features.Get<IExceptionHandlerFeature>()?.Endpoint, problem, status).ExecuteAsync(context);
    }

    private static readonly Problem OutOfMemory = new(
        ErrorCodes.OutOfMemory, "There was not enough memory for this request.", "Try again later, or request less data at a time.");
    private static readonly Problem Malformed = new(ErrorCodes.MalformedRequest, "The request could not be read.", "Send a well-formed request; see /swagger.");

    private static readonly Problem Cancelled = new(ErrorCodes.Cancelled, "The request was cancelled.", "Send the request again.");
}
