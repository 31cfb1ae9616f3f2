using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>What all endpoints that take an image have in common, for the API's document.</summary>
internal static class ImageEndpoints
{
    /// <summary>Describes the types of the body that <see cref="ImageUpload"/> reads, and what may be wrong with it.</summary>
    /// <param name="endpoint">The endpoint.</param>
    public static RouteHandlerBuilder AcceptsImage(this RouteHandlerBuilder endpoint) =>
        endpoint
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
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status408RequestTimeout)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
