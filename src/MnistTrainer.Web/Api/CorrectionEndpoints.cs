using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary><c>/api/corrections</c>: stores misclassified drawings with their correct classes.</summary>
internal static class CorrectionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/corrections", KeepAsync)
            .WithSummary("Store a misclassified drawing with its correct class")
            .WithDescription("The body is JSON: {\"image\": \"data:image/png;base64,…\", \"label\": \"7\"}.")
            .Accepts<byte[]>("application/json")
            .Produces<CorrectionAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapDelete(
                "/corrections/{id}",
                (string id, Corrections corrections) => corrections.Undo(id) ? Results.NoContent() : Results.NotFound()
            )
            .WithSummary("Delete a drawing that was just stored")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet(
                "/corrections",
                (Corrections corrections) =>
                    Results.Json(new CorrectionAnswer(null, corrections.Count, corrections.AreKept), Answers.Default.CorrectionAnswer)
            )
            .WithSummary("Count the stored drawings")
            .Produces<CorrectionAnswer>();
    }

    private static async Task<IResult> KeepAsync(
        HttpRequest request,
        Corrections corrections,
        ImageTurns turns,
        WebServerOptions options,
        CancellationToken cancellation
    )
    {
        JsonElement json = await ImageUpload
            .ReadJsonAsync(request.Body, (options.MaximumBytes / 3 * 4) + 1024, cancellation)
            .ConfigureAwait(false);
        byte[] image = ImageUpload.OfJson(json, options);
        string label =
            json.TryGetProperty("label", out JsonElement given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        string id = await turns
            .RunAsync(() => corrections.Keep(ImageCodec.Decode(image, "image"), label), cancellation)
            .ConfigureAwait(false);
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
