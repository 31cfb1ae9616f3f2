using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary>
/// Reads <c>{"image": "data:…", "label": "7"}</c> piece by piece, and stops at the first token that does not fit. Other members and white space may
/// be there, but not much of them. Of several members of one name, the last counts, as in JavaScript.
/// </summary>
/// <param name="body">The body.</param>
internal sealed class UploadJson(BodyReader body)
{
    private const int MaximumDepth = 8;

    /// <summary>The maximum number of bytes that are not the image: 64 KiB.</summary>
    public const int MaximumRest = 64 << 10;

    // The maximum number of bytes of a member other than the image, and of white space between two tokens.
    private const int MaximumOther = 4096;

    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MaximumDepth });
    private int _consumed;
    private int _tokenEnd;
    private int _memberStart;
    private int _imageBytes;
    private string? _member;
    private (int Start, int Length)? _image;
    private Memory<byte>? _unescaped;

    /// <summary>The text under <c>label</c>; empty if there is none.</summary>
    public string Label { get; private set; } = "";

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="InvalidRequestException">The body is not such JSON, too large, or too slow.</exception>
    public static async Task<UploadJson> ReadAsync(BodyReader body, CancellationToken cancellation)
    {
        UploadJson json = new(body);
        int wanted = MaximumOther;
        do
        {
            await body.ReadAsync(wanted, cancellation).ConfigureAwait(false);
            json.Parse(body.Bytes.Span, body.IsWhole);
            // A token is scanned again from its start, so at least as many bytes are added as are left to scan.
            wanted = body.Length + Math.Max(MaximumOther, body.Length - json._consumed);
        } while (!body.IsWhole);

        return json;
    }

    /// <summary>Decodes the image in place.</summary>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    /// <exception cref="InvalidImageException">It is not a data URL.</exception>
    public ReadOnlyMemory<byte> DecodeImage() =>
        _unescaped is { } text ? Decode(text)
        : _image is (int start, int length) ? Decode(body.Bytes.Slice(start, length))
        : throw NoImage();

    // Without another copy if it is base64, as written by all pages and programs.
    private static ReadOnlyMemory<byte> Decode(Memory<byte> url)
    {
        Span<byte> text = url.Span;
        int comma = text.IndexOf((byte)',');
        if (comma > 0 && text.StartsWith("data:"u8) && text[..comma].EndsWith(";base64"u8) && Base64.IsValid(text[(comma + 1)..]))
        {
            Memory<byte> data = url[(comma + 1)..];
            if (Base64.DecodeFromUtf8InPlace(data.Span, out int length) == OperationStatus.Done)
                return data[..length];
        }

        return DataUrl.Decode(Encoding.UTF8.GetString(text), "image");
    }

    private void Parse(ReadOnlySpan<byte> text, bool isWhole)
    {
        if (_consumed == 0)
            _consumed = StartOf(text);
        Utf8JsonReader reader = new(text[_consumed..], isWhole, _state);
        try
        {
            while (reader.Read())
                Accept(ref reader);
        }
        catch (JsonException e)
        {
            throw Invalid($"an error at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to text that is not Unicode.
            throw Invalid("text that is not valid Unicode");
        }

        _consumed += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        CheckRest(text);
    }

    /// <summary>Where the text starts: behind a byte order mark.</summary>
    private static int StartOf(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            throw ImageUpload.Empty();
        // JSON starts with two characters of ASCII; in UTF-16 and UTF-32, one of their bytes is 0.
        if (text is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, ..] or [_, 0, ..])
            throw Invalid("an encoding other than UTF-8");
        return text.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Ensures that what follows the last token is the beginning of the image, or short.</summary>
    private void CheckRest(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> open = text[_consumed..].TrimStart(" \t\r\n"u8);
        bool isImage = _member == "image" && !open.IsEmpty;
        if (isImage && open[0] != (byte)'"')
            throw NoImage();
        int rest = text.Length - (isImage ? open.Length : 0);
        CheckLength(rest - (_member is null or "image" ? _tokenEnd : _memberStart));
        if (rest - _imageBytes > MaximumRest)
            throw Invalid(FormattableString.Invariant($"more than {MaximumRest >> 10} KiB that are not the image"));
    }

    private void Accept(ref Utf8JsonReader reader)
    {
        int place = _consumed + (int)reader.TokenStartIndex;
        CheckLength(place - _tokenEnd);
        _tokenEnd = _consumed + (int)reader.BytesConsumed;
        if (reader.CurrentDepth == 0)
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject))
                throw NoImage();
            _member = null;
        }
        else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
        {
            CheckLength(reader.ValueSpan.Length);
            _member = reader.GetString();
            _memberStart = place;
        }
        else
        {
            AcceptValue(ref reader, place);
        }
    }

    private void AcceptValue(ref Utf8JsonReader reader, int place)
    {
        if (_member == "image")
        {
            if (reader.TokenType != JsonTokenType.String)
                throw NoImage();
            _image = (place + 1, reader.ValueSpan.Length);
            _imageBytes += reader.ValueSpan.Length;
            _unescaped = null;
            if (reader.ValueIsEscaped)
                _unescaped = Unescape(ref reader);
        }
        else
        {
            CheckLength(place + reader.ValueSpan.Length - _memberStart);
            if (_member == "label" && reader.CurrentDepth == 1)
                Label = LabelOf(ref reader);
        }

        // Whatever follows the value belongs to no member.
        if (reader.CurrentDepth == 1 && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            _member = null;
    }

    // Programs write digits as numbers or as strings.
    private static string LabelOf(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
            _ => "",
        };

    private Memory<byte> Unescape(ref Utf8JsonReader reader)
    {
        Memory<byte> text = body.Rent(reader.ValueSpan.Length);
        return text[..reader.CopyString(text.Span)];
    }

    private static void CheckLength(int length)
    {
        if (length > MaximumOther)
            throw Invalid(FormattableString.Invariant($"more than {MaximumOther} bytes in one piece that are not the image"));
    }

    private static InvalidRequestException Invalid(string found) =>
        new(
            StatusCodes.Status400BadRequest,
            ProblemCode.InvalidRequest,
            $"Expected JSON in UTF-8, found {found}. Send {{\"image\": \"data:image/png;base64,…\"}}."
        );

    private static InvalidRequestException NoImage() =>
        new(
            StatusCodes.Status400BadRequest,
            ProblemCode.InvalidRequest,
            "Expected an object with a data URL under \"image\", found none. Send {\"image\": \"data:image/png;base64,…\"}."
        );
}
