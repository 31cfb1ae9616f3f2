using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary><c>/api/lesson</c>: teaches the served model a drawing, undoes it, and saves the model.</summary>
internal static class LessonEndpoints
{
    /// <summary>The path in the description of the API.</summary>
    public const string Path = "/api/lesson";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead(
                "/lesson",
                IResult (HttpContext context, Lessons lessons, WebServerOptions options) => Answer(context, lessons, options)
            )
            .WithSummary("Report the state of teaching the served model")
            .Produces<LessonAnswer>();
        api.MapPost("/lesson", TeachAsync)
            .WithSummary("Teach the served model a drawing")
            .WithDescription(
                "The body is JSON: {\"image\": \"data:image/png;base64,…\", \"label\": \"7\"}. The lesson runs in the background; GET reports its progress. Only one runs at a time."
            )
            .Accepts<byte[]>("application/json")
            .Produces<LessonAnswer>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status408RequestTimeout)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        api.MapDelete(
                "/lesson",
                IResult (HttpContext context, Lessons lessons, WebServerOptions options) => Change(context, lessons, options, lessons.Undo)
            )
            .WithSummary("Cancel the running lesson, or undo the latest one if none is running")
            .Produces<LessonAnswer>()
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost(
                "/lesson/save",
                IResult (HttpContext context, Lessons lessons, WebServerOptions options) => Change(context, lessons, options, lessons.Save)
            )
            .WithSummary("Save the served model")
            .Produces<LessonAnswer>()
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
    }

    private static async Task<IResult> TeachAsync(
        HttpContext context,
        ImageUpload uploads,
        Lessons lessons,
        ImageTurns turns,
        WebServerOptions options,
        CancellationToken cancellation
    )
    {
        RequireAccess(context, options);
        using Upload upload = await uploads.ReadJsonAsync(context.Request, cancellation).ConfigureAwait(false);
        await turns
            .RunAsync(
                upload,
                () =>
                {
                    lessons.Begin(ImageCodec.Decode(upload.Image.Span, "image"), upload.Label);
                    return true;
                },
                cancellation
            )
            .ConfigureAwait(false);
        return Answer(context, lessons, options, StatusCodes.Status202Accepted);
    }

    private static IResult Change(HttpContext context, Lessons lessons, WebServerOptions options, Action change)
    {
        RequireAccess(context, options);
        change();
        return Answer(context, lessons, options);
    }

    private static IResult Answer(HttpContext context, Lessons lessons, WebServerOptions options, int? status = null) =>
        Results.Json(lessons.State.For(IsAllowed(context, options)), Answers.Default.LessonAnswer, statusCode: status);

    private static void RequireAccess(HttpContext context, WebServerOptions options)
    {
        if (!IsAllowed(context, options))
        {
            throw new InvalidRequestException(
                StatusCodes.Status403Forbidden,
                ProblemCode.TeachingNotAllowed,
                "Expected a request from a client that may teach the model, found another. Open the page on the server's machine, or start the server so that everybody may teach."
            );
        }
    }

    private static bool IsAllowed(HttpContext context, WebServerOptions options) =>
        options.Teaching switch
        {
            TeachingAccess.Everybody => true,
            // Behind an untrusted proxy on this machine, the client is not known.
            TeachingAccess.ThisMachine => context.Connection.RemoteIpAddress is { } client
                && IPAddress.IsLoopback(client)
                && !context.Request.Headers.ContainsKey("X-Forwarded-For"),
            _ => false,
        };
}
