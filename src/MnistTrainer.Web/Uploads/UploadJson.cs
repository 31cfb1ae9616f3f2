using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary>
/// Reads <c>{"image": "data:…", "label": "7"}</c> piece by piece, and stops at the first token that does not fit. Other members may be there, but
/// not long ones.
/// </summary>
/// <param name="body">The body.</param>
internal sealed class UploadJson(BodyReader body)
{
    private const int MaximumDepth = 8;

    // The most bytes of a member's name, and of a member that is not the image.
    private const int MaximumOther = 4096;

    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MaximumDepth });
    private int _consumed;
    private int _memberStart;
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
            // A token is scanned again from its start, so what is added is as much as it has already.
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

    // Without another copy where it is base64, as all pages and programs write it.
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
        if (!isWhole && _member != "image")
            CheckLength(text.Length - (_member is null ? _consumed : _memberStart));
    }

    private void Accept(ref Utf8JsonReader reader)
    {
        int place = _consumed + (int)reader.TokenStartIndex;
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
            _unescaped = null;
            if (reader.ValueIsEscaped)
                _unescaped = Unescape(ref reader);
        }
        else
        {
            CheckLength(place + reader.ValueSpan.Length - _memberStart);
            if (_member == "label" && reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.String)
                Label = reader.GetString()!;
        }

        // Whatever follows the value belongs to no member.
        if (reader.CurrentDepth == 1 && reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
            _member = null;
    }

    private Memory<byte> Unescape(ref Utf8JsonReader reader)
    {
        Memory<byte> text = body.Rent(reader.ValueSpan.Length);
        return text[..reader.CopyString(text.Span)];
    }

    private static void CheckLength(int length)
    {
        if (length > MaximumOther)
            throw Invalid(FormattableString.Invariant($"a member other than \"image\" of more than {MaximumOther} bytes"));
    }

    private static InvalidRequestException Invalid(string found) =>
        new(
            StatusCodes.Status400BadRequest,
            ProblemCode.InvalidRequest,
            $"Expected JSON, found {found}. Send {{\"image\": \"data:image/png;base64,…\"}}."
        );

    private static InvalidRequestException NoImage() =>
        new(
            StatusCodes.Status400BadRequest,
            ProblemCode.InvalidRequest,
            "Expected an object with a data URL under \"image\", found none. Send {\"image\": \"data:image/png;base64,…\"}."
        );
}
