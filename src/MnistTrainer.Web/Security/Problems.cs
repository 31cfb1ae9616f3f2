using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Answers errors with problem documents (RFC 9457): a message for client errors, no details for server errors.</summary>
internal sealed class Problems(RequestDelegate next)
{
    /// <summary>The kinds of requests that an image may come in.</summary>
    public const string ImageKinds =
        "the bytes of an image, a multipart form with a file, or JSON such as {\"image\": \"data:image/png;base64,…\"}";

    private const string BusyMessage = "The server is busy. Try again.";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            HttpResponse response = context.Response;
            if (!response.HasStarted && response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
                await WriteStatusAsync(context, response.StatusCode).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.Response.HasStarted && Explain(e, context) is (int status, string code, string detail))
        {
            await WriteAsync(context, status, code, detail).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected: there is nobody to answer.
        }
    }

    /// <summary>Answers with a problem document.</summary>
    public static async Task WriteAsync(
        HttpContext context,
        int status,
        string code,
        string? detail,
        CancellationToken cancellation = default
    )
    {
        cancellation.ThrowIfCancellationRequested();
        context.RequestServices.GetRequiredService<ServerMeter>().Rejected(code);
        context.Response.StatusCode = status;
        if (code is ProblemCode.Busy or ProblemCode.StoreUnreachable)
            context.Response.Headers.RetryAfter = InvalidRequestException.Pause.ToString(CultureInfo.InvariantCulture);
        ProblemDetails problem = new()
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = detail,
            Extensions = { ["code"] = code },
        };
        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem })
            .ConfigureAwait(false);
    }

    private static Task WriteStatusAsync(HttpContext context, int status) =>
        WriteAsync(context, status, ProblemCode.OfStatus(status), Explain(context, status));

    // ASP.NET Core itself rejects requests without a message, or with one about its own settings.
    private static string? Explain(HttpContext context, int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest =>
                "Expected the query and headers described in /openapi.json, found others. Correct the request.",
            StatusCodes.Status404NotFound => "There is nothing at this address. See /openapi.json for the available ones.",
            StatusCodes.Status405MethodNotAllowed =>
                $"Expected a method other than {context.Request.Method}. See /openapi.json for the available ones.",
            StatusCodes.Status408RequestTimeout =>
                "Expected a complete request, found one that did not finish in time. Send it again, smaller or faster.",
            StatusCodes.Status413PayloadTooLarge =>
                "Expected a smaller request. The server's documentation states the maximum size of an image; save it smaller.",
            StatusCodes.Status415UnsupportedMediaType =>
                $"Expected a type of body that is listed in /openapi.json for this address, found \"{context.Request.ContentType}\". Send an image, or JSON with one.",
            StatusCodes.Status503ServiceUnavailable => BusyMessage,
            _ => null,
        };

    private static (int Status, string Code, string Detail)? Explain(Exception error, HttpContext context) =>
        error switch
        {
            InvalidRequestException e => (e.Status, e.Code, e.Message),
            InvalidImageException or InvalidInputException => (
                StatusCodes.Status422UnprocessableEntity,
                ProblemCode.UnreadableImage,
                error.Message
            ),
            BadHttpRequestException e => (e.StatusCode, ProblemCode.OfStatus(e.StatusCode), Explain(context, e.StatusCode) ?? e.Message),
            InvalidDataException e => (StatusCodes.Status400BadRequest, ProblemCode.InvalidRequest, e.Message),
            OperationCanceledException when !context.RequestAborted.IsCancellationRequested => (
                StatusCodes.Status503ServiceUnavailable,
                ProblemCode.Busy,
                BusyMessage
            ),
            IOException => (
                StatusCodes.Status400BadRequest,
                ProblemCode.Incomplete,
                "The request ended before it was complete. Send it again."
            ),
            OutOfMemoryException => (
                StatusCodes.Status503ServiceUnavailable,
                ProblemCode.Busy,
                "The server is out of memory. Try a smaller image."
            ),
            _ when context.RequestAborted.IsCancellationRequested => null,
            _ => (StatusCodes.Status500InternalServerError, ProblemCode.Internal, "Internal server error."),
        };
}
