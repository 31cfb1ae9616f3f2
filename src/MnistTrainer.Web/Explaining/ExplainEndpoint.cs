using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary><c>POST /api/explain</c>: why an image has the score of a class that it has.</summary>
internal static class ExplainEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/explain", ExplainAsync)
            .WithSummary("Explain the score of a class for an image")
            .WithDescription("The body is that of /api/predict: the bytes of an image, a multipart form with a file, or JSON.")
            .AcceptsImage()
            .Produces<ExplainAnswer>()
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> ExplainAsync(
        HttpRequest request,
        ImageUpload uploads,
        ServedModel model,
        ImageTurns turns,
        CancellationToken cancellation,
        [Description("The class to explain. By default, the most probable one.")] string? label = null
    )
    {
        using Upload upload = await uploads.ReadAsync(request, cancellation).ConfigureAwait(false);
        ExplainAnswer answer = await turns
            .RunAsync(
                upload,
                () => Explanation.Of(model.Current.Recognizer, ImageCodec.Decode(upload.Image.Span, "image"), label, cancellation),
                cancellation
            )
            .ConfigureAwait(false);
        return Results.Json(answer, Answers.Default.ExplainAnswer);
    }
}
