using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary><c>POST /api/predict</c>: what an image shows.</summary>
internal static class PredictEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/predict", PredictAsync)
            .WithSummary("What an image shows")
            .WithDescription(
                "The body is an image's bytes (PNG, JPEG, BMP, GIF, WebP), a multipart form with a file, or JSON: {\"image\": \"data:image/png;base64,…\"}."
            )
            .Accepts<byte[]>(
                "image/png",
                "image/jpeg",
                "image/bmp",
                "image/gif",
                "image/webp",
                "application/octet-stream",
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "application/json"
            )
            .Produces<PredictAnswer>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    /// <param name="request">Carries the image.</param>
    /// <param name="recognizer">Answers.</param>
    /// <param name="turns">Bounds how many images are read at once.</param>
    /// <param name="options">Bound the image.</param>
    /// <param name="cancellation">The client has gone, or time is up.</param>
    /// <param name="stages">Whether to send the steps on the way, too.</param>
    /// <param name="multiple">Whether to find all digits of the image, too.</param>
    private static async Task<IResult> PredictAsync(
        HttpRequest request,
        Recognizer recognizer,
        ImageTurns turns,
        WebServerOptions options,
        CancellationToken cancellation,
        bool stages = false,
        bool multiple = false
    )
    {
        byte[] image = await ImageUpload.ReadAsync(request, options, cancellation).ConfigureAwait(false);
        PredictAnswer answer = await turns
            .RunAsync(
                () =>
                {
                    long started = Stopwatch.GetTimestamp();
                    GrayImage decoded = ImageCodec.Decode(image, "image");
                    DigitAnswer[]? digits = multiple
                        ? DigitAnswer.Of(recognizer.RecognizeMultiple(decoded), Shrinking(image, decoded))
                        : null;
                    return PredictAnswer.Of(recognizer.Recognize(decoded), stages, digits, Stopwatch.GetElapsedTime(started));
                },
                cancellation
            )
            .ConfigureAwait(false);
        return Results.Json(answer, Answers.Default.PredictAnswer);
    }

    // A large image is shrunk while it is decoded, but whoever sent it knows only its own pixels.
    private static double Shrinking(byte[] image, GrayImage decoded)
    {
        (int width, int height) = ImageCodec.SizeOf(image, "image");
        return (double)Math.Max(width, height) / Math.Max(decoded.Width, decoded.Height);
    }
}
