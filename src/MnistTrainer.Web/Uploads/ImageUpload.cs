using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary>Reads the image in a request: the plain body, a part of a form, or a data URL in JSON.</summary>
/// <param name="options">The limits of an image.</param>
/// <param name="budget">The memory for bodies.</param>
internal sealed class ImageUpload(WebServerOptions options, UploadBudget budget)
{
    // As it came, and without escapes or for the decoder.
    private const int Copies = 2;

    /// <summary>Reads the image in any of these kinds.</summary>
    /// <exception cref="InvalidRequestException">The request has no image, a too large one, or an unsupported media type.</exception>
    /// <exception cref="InvalidImageException">The image format is not supported.</exception>
    public async Task<Upload> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        MediaTypeHeaderValue? type = TypeOf(request);
        return type?.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => await ReadJsonAsync(request, cancellation).ConfigureAwait(false),
            "multipart/form-data" => await ReadFormAsync(request, type, cancellation).ConfigureAwait(false),
            // The media type that curl sends by default.
            null or "application/octet-stream" or "application/x-www-form-urlencoded" => await ReadBytesAsync(
                    request,
                    request.Body,
                    cancellation
                )
                .ConfigureAwait(false),
            string name when name.StartsWith("image/", StringComparison.Ordinal) => await ReadBytesAsync(
                    request,
                    request.Body,
                    cancellation
                )
                .ConfigureAwait(false),
            string name => throw UnsupportedType(name),
        };
    }

    /// <summary>Reads the image and the label in JSON.</summary>
    /// <exception cref="InvalidRequestException">The body is too large, is not JSON, or has no image.</exception>
    /// <exception cref="InvalidImageException">The image is not a data URL, or its format is not supported.</exception>
    public async Task<Upload> ReadJsonAsync(HttpRequest request, CancellationToken cancellation)
    {
        StringSegment charset = HeaderUtilities.RemoveQuotes(TypeOf(request)?.Charset ?? "");
        if (charset.Length > 0 && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw UnsupportedType(request.ContentType);
        int maximumBytes = options.MaximumBytes;
        BodyReader body = new(request, request.Body, (maximumBytes / 3 * 4) + UploadJson.MaximumRest, maximumBytes, Copies, budget);
        try
        {
            UploadJson json = await UploadJson.ReadAsync(body, cancellation).ConfigureAwait(false);
            ReadOnlyMemory<byte> image = json.DecodeImage();
            if (image.Length > maximumBytes)
                throw BodyReader.TooLarge(maximumBytes);
            return Checked(image, json.Label, body);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private async Task<Upload> ReadFormAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellation)
    {
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } given
            ? given
            : throw Invalid("Expected a form with a boundary of at most 200 characters, found none. Let your HTTP library build the form.");
        MultipartReader reader = new(boundary, request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 8192 };
        while (await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is MultipartSection section)
        {
            if (IsFile(section))
                return await ReadOnlyFileAsync(request, reader, section, cancellation).ConfigureAwait(false);
        }

        throw Invalid("Expected a form with a file, found none. Add the image as a file.");
    }

    private async Task<Upload> ReadOnlyFileAsync(
        HttpRequest request,
        MultipartReader reader,
        MultipartSection file,
        CancellationToken cancellation
    )
    {
        Upload upload = await ReadBytesAsync(request, file.Body, cancellation).ConfigureAwait(false);
        try
        {
            while (await reader.ReadNextSectionAsync(cancellation).ConfigureAwait(false) is MultipartSection section)
            {
                if (IsFile(section))
                    throw Invalid("Expected a form with one file, found several. Send each image in a separate request.");
            }

            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    private static bool IsFile(MultipartSection section) => section.GetContentDispositionHeader()?.IsFileDisposition() == true;

    private async Task<Upload> ReadBytesAsync(HttpRequest request, Stream stream, CancellationToken cancellation)
    {
        BodyReader body = new(request, stream, options.MaximumBytes, options.MaximumBytes, Copies, budget);
        try
        {
            return Checked(await body.ReadToEndAsync(cancellation).ConfigureAwait(false), "", body);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    // A header of a few bytes may claim any size, so it is checked before memory is allocated.
    private Upload Checked(ReadOnlyMemory<byte> image, string label, IDisposable memory)
    {
        if (image.IsEmpty)
            throw Empty();
        (int width, int height) = ImageCodec.SizeOf(image.Span, "image");
        return (long)width * height <= options.MaximumPixels
            ? new Upload(image, label, width, height, memory)
            : throw new InvalidRequestException(
                StatusCodes.Status422UnprocessableEntity,
                ProblemCode.TooManyPixels,
                FormattableString.Invariant(
                    $"Expected an image of at most {options.MaximumPixels / 1e6:0.#} megapixels, found {width}x{height} pixels. Save it smaller."
                )
            );
    }

    /// <summary>The answer to a request without a body.</summary>
    public static InvalidRequestException Empty() =>
        new(StatusCodes.Status400BadRequest, ProblemCode.Empty, $"Expected {Problems.ImageKinds}, found an empty request. Send an image.");

    /// <summary>The media type; null if none is given.</summary>
    private static MediaTypeHeaderValue? TypeOf(HttpRequest request)
    {
        StringValues coding = request.Headers.ContentEncoding;
        if (coding.Any(one => !string.Equals(one, "identity", StringComparison.OrdinalIgnoreCase)))
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "identity";
            throw new InvalidRequestException(
                StatusCodes.Status415UnsupportedMediaType,
                ProblemCode.UnsupportedEncoding,
                $"Expected a body without Content-Encoding, found \"{coding}\". Send it uncompressed."
            );
        }

        if (request.ContentType is not { Length: > 0 } text)
            return null;
        return MediaTypeHeaderValue.TryParse(text, out MediaTypeHeaderValue? type) ? type : throw UnsupportedType(text);
    }

    private static InvalidRequestException Invalid(string message) =>
        new(StatusCodes.Status400BadRequest, ProblemCode.InvalidRequest, message);

    private static InvalidRequestException UnsupportedType(string? kind) =>
        new(
            StatusCodes.Status415UnsupportedMediaType,
            ProblemCode.UnsupportedType,
            $"Expected {Problems.ImageKinds}, found \"{kind}\". Send an image."
        );
}
