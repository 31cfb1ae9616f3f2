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
                async (string id, Corrections corrections) =>
                    await corrections.UndoAsync(id).ConfigureAwait(false) ? Results.NoContent() : Results.NotFound()
            )
            .WithSummary("Delete a drawing that was just stored")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        api.MapRead(
                "/corrections",
                (Corrections corrections) =>
                    Results.Json(
                        new CorrectionAnswer(null, corrections.Count, corrections.AreKept, corrections.LeaveMachine),
                        Answers.Default.CorrectionAnswer
                    )
            )
            .WithSummary("Count the stored drawings")
            .Produces<CorrectionAnswer>();
    }

    private static async Task<IResult> KeepAsync(
        HttpRequest request,
        ImageUpload uploads,
        Corrections corrections,
        ImageTurns turns,
        CancellationToken cancellation
    )
    {
        CorrectedDrawing drawing = await CheckAsync(request, uploads, corrections, turns, cancellation).ConfigureAwait(false);
        await corrections.StoreAsync(drawing).ConfigureAwait(false);
        return Results.Json(
            new CorrectionAnswer(drawing.Id, corrections.Count, true, corrections.LeaveMachine),
            Answers.Default.CorrectionAnswer,
            statusCode: StatusCodes.Status201Created
        );
    }

    // While a drawing is being stored, neither its upload nor a processor is held.
    private static async Task<CorrectedDrawing> CheckAsync(
        HttpRequest request,
        ImageUpload uploads,
        Corrections corrections,
        ImageTurns turns,
        CancellationToken cancellation
    )
    {
        using Upload upload = await uploads.ReadJsonAsync(request, cancellation).ConfigureAwait(false);
        return await turns
            .RunAsync(upload, () => corrections.Check(ImageCodec.Decode(upload.Image.Span, "image"), upload.Label), cancellation)
            .ConfigureAwait(false);
    }
}

/// <summary>The result of storing or counting drawings.</summary>
/// <param name="Id">The identifier for deletion; null if nothing was stored.</param>
/// <param name="Count">The number of stored drawings.</param>
/// <param name="AreKept">Whether this server stores drawings.</param>
/// <param name="LeaveMachine">Whether it stores them on another machine.</param>
internal sealed record CorrectionAnswer(string? Id, int Count, bool AreKept, bool LeaveMachine);
