using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary><c>/api/corrections</c>: stores misclassified drawings with their correct classes.</summary>
internal static class CorrectionEndpoints
{
    /// <summary>The path in the description of the API.</summary>
    public const string Path = "/api/corrections";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/corrections", KeepAsync)
            .WithSummary("Store a misclassified drawing with its correct class")
            .WithDescription(
                "The body is JSON: {\"image\": \"data:image/png;base64,…\", \"label\": \"7\"}. The same drawing with another label replaces the first."
            )
            .Accepts<byte[]>("application/json")
            .Produces<CorrectionAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status408RequestTimeout)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        api.MapDelete(
                "/corrections/{id}",
                (string id, Corrections corrections, ServerMeter meter) =>
                {
                    if (!corrections.Undo(id))
                        return Results.NotFound();
                    meter.Corrected("delete");
                    return Results.NoContent();
                }
            )
            .WithSummary("Delete a drawing that was just stored")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        api.MapRead(
                "/corrections",
                (Corrections corrections) =>
                    Results.Json(new CorrectionAnswer(null, corrections.Count, corrections.AreKept), Answers.Default.CorrectionAnswer)
            )
            .WithSummary("Count the stored drawings")
            .Produces<CorrectionAnswer>();
    }

    private static async Task<IResult> KeepAsync(
        HttpRequest request,
        ImageUpload uploads,
        Corrections corrections,
        ImageTurns turns,
        ServerMeter meter,
        CancellationToken cancellation
    )
    {
        using Upload upload = await uploads.ReadJsonAsync(request, cancellation).ConfigureAwait(false);
        string id = await turns
            .RunAsync(upload, () => corrections.Keep(ImageCodec.Decode(upload.Image.Span, "image"), upload.Label), cancellation)
            .ConfigureAwait(false);
        meter.Corrected("store");
        return Results.Json(
            new CorrectionAnswer(id, corrections.Count, true),
            Answers.Default.CorrectionAnswer,
            statusCode: StatusCodes.Status201Created
        );
    }
}

/// <summary>The result of storing or counting drawings.</summary>
/// <param name="Id">The identifier for deletion; null if nothing was stored.</param>
/// <param name="Count">The number of stored drawings.</param>
/// <param name="AreKept">Whether this server stores drawings.</param>
internal sealed record CorrectionAnswer(string? Id, int Count, bool AreKept);
