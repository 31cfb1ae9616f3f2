using System.ComponentModel;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary><c>POST /api/predict</c>: recognizes an image.</summary>
internal static class PredictEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/predict", PredictAsync)
            .WithSummary("Recognize an image")
            .WithDescription(
                "The body is the bytes of an image (PNG, JPEG, BMP, GIF, WebP, TIFF, PNM, TGA), a multipart form with a file, or JSON: {\"image\": \"data:image/png;base64,…\"}."
            )
            .AcceptsImage()
            .Produces<PredictAnswer>();

    /// <summary>Recognizes the image in a request.</summary>
    /// <param name="request">The request with the image.</param>
    /// <param name="uploads">Reads the image.</param>
    /// <param name="model">The served model.</param>
    /// <param name="turns">Limits the number of images in memory.</param>
    /// <param name="meter">Counts the answer.</param>
    /// <param name="cancellation">Cancels the request when the client disconnects or time is up.</param>
    /// <param name="stages">Whether to return the processing stages. Default: false.</param>
    /// <param name="multiple">Whether to find all digits of the image. Default: false, to find them if there are clearly several.</param>
    /// <param name="single">Whether to read the image as a single digit. Default: false.</param>
    private static async Task<IResult> PredictAsync(
        HttpRequest request,
        ImageUpload uploads,
        ServedModel model,
        ImageTurns turns,
        ServerMeter meter,
        CancellationToken cancellation,
        [Description("Whether to return the processing stages.")] bool stages = false,
        [Description("Whether to find all digits of the image. By default, they are found if there are clearly several.")]
            bool multiple = false,
        [Description("Whether to read the image as a single digit.")] bool single = false
    )
    {
        if (single && multiple)
        {
            throw new InvalidRequestException(
                StatusCodes.Status400BadRequest,
                ProblemCode.InvalidRequest,
                "Expected either single=true or multiple=true, found both. Leave one of them out."
            );
        }

        ImageRecognizer recognizer = model.Current.Recognizer;
        using Upload upload = await uploads.ReadAsync(request, cancellation).ConfigureAwait(false);
        long read = Stopwatch.GetTimestamp();
        TimeSpan waited = default;
        PredictAnswer answer = await turns
            .RunAsync(
                upload,
                () =>
                {
                    long started = Stopwatch.GetTimestamp();
                    waited = Stopwatch.GetElapsedTime(read, started);
                    GrayImage decoded = ImageCodec.Decode(upload.Image.Span, "image");
                    RecognizedImage recognized = single || multiple ? recognizer.RecognizeSingle(decoded) : recognizer.Recognize(decoded);
                    IReadOnlyList<RecognizedNumber> numbers = multiple ? recognizer.RecognizeNumbers(decoded) : recognized.Numbers;
                    RecognizedDigit[] digits = [.. numbers.SelectMany(number => number.Digits)];
                    bool hasDigits = multiple || digits.Length > 0;
                    return PredictAnswer.Of(
                        recognized,
                        stages,
                        hasDigits ? DigitAnswer.Of(digits, ScaleOf(upload, decoded)) : null,
                        hasDigits ? numbers : null
                    ) with
                    {
                        Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                    };
                },
                cancellation
            )
            .ConfigureAwait(false);
        meter.Answered(answer.Rejection?.Reason, waited, TimeSpan.FromMilliseconds(answer.Milliseconds));
        return Results.Json(answer, Answers.Default.PredictAnswer);
    }

    // A large image is shrunk while it is decoded, but the client knows only its original pixels.
    private static double ScaleOf(Upload upload, GrayImage decoded) =>
        (double)Math.Max(upload.Width, upload.Height) / Math.Max(decoded.Width, decoded.Height);
}
