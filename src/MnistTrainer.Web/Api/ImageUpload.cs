using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary>Reads the image in a request: the plain body, a part of a form, or a data URL in JSON.</summary>
internal static class ImageUpload
{
    /// <summary>The accepted kinds of requests, for error messages.</summary>
    public const string Kinds =
        "the bytes of an image, a multipart form with a file, or JSON such as {\"image\": \"data:image/png;base64,…\"}";

    /// <summary>Reads the encoded bytes of the image.</summary>
    /// <exception cref="InvalidRequestException">The request has no image, a too large one, or an unsupported media type.</exception>
    /// <exception cref="InvalidImageException">The image format is not supported.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, WebServerOptions options, CancellationToken cancellation)
    {
        int maximumBytes = options.MaximumBytes;
        if (request.ContentType is { Length: > 0 } given && !MediaTypeHeaderValue.TryParse(given, out _))
            throw UnsupportedType(given);
        MediaTypeHeaderValue? type = request.ContentType is { Length: > 0 } text ? MediaTypeHeaderValue.Parse(text) : null;
        byte[] bytes = type?.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => await ReadJsonAsync(request, maximumBytes, cancellation).ConfigureAwait(false),
            "multipart/form-data" => await ReadFormAsync(request, type, maximumBytes, cancellation).ConfigureAwait(false),
            // The media type that curl sends by default.
            null or "application/octet-stream" or "application/x-www-form-urlencoded" => await ReadBytesAsync(
                    request.Body,
                    maximumBytes,
                    cancellation
                )
                .ConfigureAwait(false),
            string name when name.StartsWith("image/", StringComparison.Ordinal) => await ReadBytesAsync(
                    request.Body,
                    maximumBytes,
                    cancellation
                )
                .ConfigureAwait(false),
            string name => throw UnsupportedType(name),
        };
        return bytes.Length > 0
            ? WithinPixels(bytes, options)
            : throw new InvalidRequestException(
                StatusCodes.Status400BadRequest,
                $"Expected {Kinds}, found an empty request. Send an image."
            );
    }

    /// <summary>Reads JSON up to a maximum size.</summary>
    /// <exception cref="InvalidRequestException">The body is too large or is not JSON.</exception>
    public static async Task<JsonElement> ReadJsonAsync(Stream body, int maximumBytes, CancellationToken cancellation)
    {
        byte[] text = await ReadBytesAsync(body, maximumBytes, cancellation).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException(
                StatusCodes.Status400BadRequest,
                $"Expected JSON, found an error at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}. Send {{\"image\": \"data:image/png;base64,…\"}}."
            );
        }
    }

    /// <summary>Decodes the data URL under <c>image</c> in a JSON object.</summary>
    public static byte[] OfJson(JsonElement json, WebServerOptions options) => WithinPixels(OfJson(json, options.MaximumBytes), options);

    private static byte[] OfJson(JsonElement json, int maximumBytes)
    {
        string url =
            json.ValueKind == JsonValueKind.Object
            && json.TryGetProperty("image", out JsonElement image)
            && image.ValueKind == JsonValueKind.String
                ? image.GetString()!
                : throw new InvalidRequestException(
                    StatusCodes.Status400BadRequest,
                    "Expected an object with a data URL under \"image\", found none. Send {\"image\": \"data:image/png;base64,…\"}."
                );
        byte[] bytes = DataUrl.Decode(url, "image");
        return bytes.Length <= maximumBytes ? bytes : throw TooLarge(maximumBytes);
    }

    private static async Task<byte[]> ReadJsonAsync(HttpRequest request, int maximumBytes, CancellationToken cancellation) =>
        OfJson(await ReadJsonAsync(request.Body, (maximumBytes / 3 * 4) + 1024, cancellation).ConfigureAwait(false), maximumBytes);

    private static async Task<byte[]> ReadFormAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        int maximumBytes,
        CancellationToken cancellation
    )
    {
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } given
            ? given
            : throw new InvalidRequestException(
                StatusCodes.Status400BadRequest,
                "Expected a form with a boundary of at most 200 characters, found none. Let your HTTP library build the form."
            );
        MultipartReader reader = new(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
        while (await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is MultipartSection section)
        {
            if (section.GetContentDispositionHeader()?.IsFileDisposition() == true)
                return await ReadBytesAsync(section.Body, maximumBytes, cancellation).ConfigureAwait(false);
        }

        throw new InvalidRequestException(
            StatusCodes.Status400BadRequest,
            "Expected a form with a file, found none. Add the image as a file."
        );
    }

    private static async Task<byte[]> ReadBytesAsync(Stream body, int maximumBytes, CancellationToken cancellation)
    {
        using MemoryStream bytes = new();
        byte[] piece = new byte[1 << 14];
        for (int read; (read = await ReadAsync(body, piece, cancellation).ConfigureAwait(false)) > 0; )
        {
            if (bytes.Length + read > maximumBytes)
                throw TooLarge(maximumBytes);
            bytes.Write(piece, 0, read);
        }

        return bytes.ToArray();
    }

    private static async ValueTask<int> ReadAsync(Stream body, byte[] piece, CancellationToken cancellation)
    {
        try
        {
            return await body.ReadAsync(piece, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidRequestException(
                StatusCodes.Status408RequestTimeout,
                "Expected a complete request, found one that did not finish in time. Send it again, smaller or faster."
            );
        }
    }

    // A header of a few bytes may claim any size, so it is checked before memory is allocated.
    private static byte[] WithinPixels(byte[] image, WebServerOptions options)
    {
        (int width, int height) = ImageCodec.SizeOf(image, "image");
        return (long)width * height <= options.MaximumPixels
            ? image
            : throw new InvalidRequestException(
                StatusCodes.Status422UnprocessableEntity,
                FormattableString.Invariant(
                    $"Expected an image of at most {options.MaximumPixels / 1e6:0.#} megapixels, found {width}x{height} pixels. Save it smaller."
                )
            );
    }

    private static InvalidRequestException UnsupportedType(string kind) =>
        new(StatusCodes.Status415UnsupportedMediaType, $"Expected {Kinds}, found \"{kind}\". Send an image.");

    private static InvalidRequestException TooLarge(int maximumBytes) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            FormattableString.Invariant(
                $"Expected an image of at most {maximumBytes / 1048576.0:0.#} MiB, found a larger one. Save it smaller."
            )
        );
}
