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
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (
                !context.Response.HasStarted
                && context.Response.StatusCode >= 400
                && context.Response.ContentLength is null
                && context.Response.ContentType is null
            )
                await WriteAsync(context, context.Response.StatusCode, Explain(context)).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.Response.HasStarted && Explain(e, context) is (int status, string detail))
        {
            await WriteAsync(context, status, detail).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected: there is nobody to answer.
        }
    }

    public static async Task WriteAsync(HttpContext context, int status, string? detail, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        context.Response.StatusCode = status;
        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = context,
                    ProblemDetails = new ProblemDetails
                    {
                        Status = status,
                        Title = ReasonPhrases.GetReasonPhrase(status),
                        Detail = detail,
                    },
                }
            )
            .ConfigureAwait(false);
    }

    // ASP.NET Core itself rejects requests without a message.
    private static string? Explain(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest =>
                "Expected the query and headers described in /openapi.json, found others. Correct the request.",
            StatusCodes.Status404NotFound => "There is nothing at this address. See /openapi.json for the available ones.",
            StatusCodes.Status405MethodNotAllowed =>
                $"Expected another method than {context.Request.Method}. See /openapi.json for the available ones.",
            StatusCodes.Status415UnsupportedMediaType =>
                $"Expected {ImageUpload.Kinds}, found \"{context.Request.ContentType}\". Send an image.",
            StatusCodes.Status503ServiceUnavailable => "The server is busy. Try again.",
            _ => null,
        };

    private static (int Status, string Detail)? Explain(Exception error, HttpContext context) =>
        error switch
        {
            InvalidRequestException e => (e.Status, e.Message),
            InvalidImageException or InvalidInputException => (StatusCodes.Status422UnprocessableEntity, error.Message),
            BadHttpRequestException e => (e.StatusCode, e.Message),
            InvalidDataException e => (StatusCodes.Status400BadRequest, e.Message),
            OperationCanceledException when !context.RequestAborted.IsCancellationRequested => (
                StatusCodes.Status503ServiceUnavailable,
                "The server is busy. Try again."
            ),
            IOException => (StatusCodes.Status400BadRequest, "The request ended before it was complete. Send it again."),
            OutOfMemoryException => (StatusCodes.Status503ServiceUnavailable, "The server is out of memory. Try a smaller image."),
            _ when context.RequestAborted.IsCancellationRequested => null,
            _ => (StatusCodes.Status500InternalServerError, "Internal server error."),
        };
}

/// <summary>A request that cannot be answered because of a client error.</summary>
internal sealed class InvalidRequestException(int status, string message) : Exception(message)
{
    /// <summary>The HTTP status, 4xx.</summary>
    public int Status { get; } = status;
}
