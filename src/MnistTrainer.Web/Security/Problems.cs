using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Answers what went wrong with a problem document (RFC 9457): a sentence for a client's mistake, and no details of our own faults.</summary>
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
            // The client has gone: there is nobody to answer.
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

    // What ASP.NET Core rejects by itself, it rejects without a word.
    private static string? Explain(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest => "Expected a query and headers as /openapi.json tells, found others. See what it tells.",
            StatusCodes.Status404NotFound => "There is no such thing here. See /openapi.json for what there is.",
            StatusCodes.Status405MethodNotAllowed => $"Expected another method than {context.Request.Method}. See /openapi.json for which.",
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
            IOException => (StatusCodes.Status400BadRequest, "The request ended before it was whole. Send it again."),
            OutOfMemoryException => (
                StatusCodes.Status503ServiceUnavailable,
                "The server has not enough memory for this now. Try a smaller image."
            ),
            _ when context.RequestAborted.IsCancellationRequested => null,
            _ => (StatusCodes.Status500InternalServerError, "This is a fault of the server, not yours."),
        };
}

/// <summary>A request that cannot be answered, through a fault of whoever sent it.</summary>
internal sealed class InvalidRequestException(int status, string message) : Exception(message)
{
    /// <summary>The status to answer with: 4xx.</summary>
    public int Status { get; } = status;
}
