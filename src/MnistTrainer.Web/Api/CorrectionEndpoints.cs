using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary><c>/api/corrections</c>: "no, it was a 7".</summary>
internal static class CorrectionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/corrections", KeepAsync)
            .WithSummary("Keep a drawing that was read wrongly, with what it is")
            .WithDescription("The body is JSON: {\"image\": \"data:image/png;base64,…\", \"label\": \"7\"}.")
            .Accepts<byte[]>("application/json")
            .Produces<CorrectionAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapDelete(
                "/corrections/{id}",
                (string id, Corrections corrections) => corrections.Undo(id) ? Results.NoContent() : Results.NotFound()
            )
            .WithSummary("Forget a drawing that was just kept")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet(
                "/corrections",
                (Corrections corrections) =>
                    Results.Json(new CorrectionAnswer(null, corrections.Count, corrections.AreKept), Answers.Default.CorrectionAnswer)
            )
            .WithSummary("How many drawings are kept")
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

/// <summary>What was kept.</summary>
/// <param name="Id">What undoes it; null where nothing was kept just now.</param>
/// <param name="Count">How many drawings are kept.</param>
/// <param name="AreKept">Whether this server keeps drawings.</param>
internal sealed record CorrectionAnswer(string? Id, int Count, bool AreKept);
