using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary><c>POST /api/predict</c>: recognizes an image.</summary>
internal static class PredictEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/predict", PredictAsync)
            .WithSummary("Recognize an image")
            .WithDescription(
                "The body is the bytes of an image (PNG, JPEG, BMP, GIF, WebP), a multipart form with a file, or JSON: {\"image\": \"data:image/png;base64,…\"}."
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

    /// <summary>Recognizes the image in a request.</summary>
    /// <param name="request">The request with the image.</param>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="turns">Limits the number of images in memory.</param>
    /// <param name="options">The limits of an image.</param>
    /// <param name="cancellation">Cancels the request when the client disconnects or time is up.</param>
    /// <param name="stages">Whether to return the processing stages. Default: false.</param>
    /// <param name="multiple">Whether to find all digits of the image. Default: false, to find them if there are clearly several.</param>
    /// <param name="single">Whether to insist on one digit. Default: false.</param>
    private static async Task<IResult> PredictAsync(
        HttpRequest request,
        Recognizer recognizer,
        ImageTurns turns,
        WebServerOptions options,
        CancellationToken cancellation,
        bool stages = false,
        bool multiple = false,
        bool single = false
    )
    {
        byte[] image = await ImageUpload.ReadAsync(request, options, cancellation).ConfigureAwait(false);
        PredictAnswer answer = await turns
            .RunAsync(
                () =>
                {
                    long started = Stopwatch.GetTimestamp();
                    GrayImage decoded = ImageCodec.Decode(image, "image");
                    RecognizedImage recognized = single || multiple ? recognizer.RecognizeSingle(decoded) : recognizer.Recognize(decoded);
                    IReadOnlyList<RecognizedDigit> digits = multiple ? recognizer.RecognizeMultiple(decoded) : recognized.Digits;
                    return PredictAnswer.Of(
                        recognized,
                        stages,
                        multiple || digits.Count > 0 ? DigitAnswer.Of(digits, ScaleOf(image, decoded)) : null,
                        Stopwatch.GetElapsedTime(started)
                    );
                },
                cancellation
            )
            .ConfigureAwait(false);
        return Results.Json(answer, Answers.Default.PredictAnswer);
    }

    // A large image is shrunk while it is decoded, but the client knows only its original pixels.
    private static double ScaleOf(byte[] image, GrayImage decoded)
    {
        (int width, int height) = ImageCodec.SizeOf(image, "image");
        return (double)Math.Max(width, height) / Math.Max(decoded.Width, decoded.Height);
    }
}
