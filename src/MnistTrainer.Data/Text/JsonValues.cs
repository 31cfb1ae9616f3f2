using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads the elements of a JSON list, or the values of JSON lines, one after the other: only one is in memory.</summary>
internal static class JsonValues
{
    private const int InitialBuffer = 1 << 16;

    /// <param name="file">The opened file.</param>
    /// <param name="areLines">Whether the values follow each other, as in JSON lines, rather than in one list.</param>
    /// <exception cref="InvalidInputException">While reading: the text is no JSON, or a value is longer than 64 MiB.</exception>
    public static IEnumerable<JsonElement> Read(InputFile file, bool areLines)
    {
        byte[] buffer = new byte[InitialBuffer];
        int start = 0,
            length = 0;
        bool isEnd = false;
        JsonReaderState state = new(new JsonReaderOptions { AllowMultipleValues = areLines });
        while (true)
        {
            (JsonElement? value, int consumed, bool isDone) = Next(file, buffer.AsSpan(start, length), isEnd, areLines, ref state);
            (start, length) = (start + consumed, length - consumed);
            if (value is JsonElement found)
            {
                yield return found;
                continue;
            }

            if (isDone || (isEnd && length == 0))
                yield break;
            buffer.AsSpan(start, length).CopyTo(buffer);
            start = 0;
            if (length == buffer.Length)
                buffer = Grow(file.Path, buffer);
            int read = Fill(file, buffer, length);
            isEnd = read == 0;
            length += read;
        }
    }

    // Returns a value, or null if there is none yet, and how many bytes were used up.
    private static (JsonElement? Value, int Consumed, bool IsDone) Next(
        InputFile file,
        ReadOnlySpan<byte> bytes,
        bool isEnd,
        bool areLines,
        ref JsonReaderState state
    )
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        int skipped = bytes.StartsWith(mark) ? mark.Length : 0;
        Utf8JsonReader reader = new(bytes[skipped..], isEnd, state);
        try
        {
            while (true)
            {
                JsonReaderState before = reader.CurrentState;
                int at = (int)reader.BytesConsumed;
                if (!reader.Read())
                    return Stop(ref state, reader.CurrentState, skipped + (int)reader.BytesConsumed);
                if (!areLines && reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.StartArray)
                    continue;
                if (!areLines && reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndArray)
                    return (null, skipped + (int)reader.BytesConsumed, true);
                if (!JsonDocument.TryParseValue(ref reader, out JsonDocument? document))
                    return Stop(ref state, before, skipped + at);
                using (document)
                {
                    // Texts are only decoded later, where nobody expects it to fail.
                    if (!Utf8.IsValid(JsonMarshal.GetRawUtf8Value(document.RootElement)))
                        throw new InvalidInputException(
                            file.Path,
                            "JSON in UTF-8",
                            "bytes that are not valid in it",
                            "Save the file in UTF-8"
                        );
                    state = reader.CurrentState;
                    return (document.RootElement.Clone(), skipped + (int)reader.BytesConsumed, false);
                }
            }
        }
        catch (JsonException e)
        {
            throw new InvalidInputException(
                $"{file.Path}, line {e.LineNumber + 1}",
                "JSON",
                "text that is not valid JSON",
                "Correct it, or save the table as CSV",
                e
            );
        }

        static (JsonElement?, int, bool) Stop(ref JsonReaderState state, JsonReaderState reached, int consumed)
        {
            state = reached;
            return (null, consumed, false);
        }
    }

    private static byte[] Grow(string path, byte[] buffer)
    {
        if (buffer.Length >= TextFormat.MaximumRecordLength)
        {
            throw new InvalidInputException(
                path,
                $"JSON with an image in each value, of at most {TextFormat.MaximumRecordLength} bytes",
                "a longer value",
                "Use a list with an object for each image, or save the table as CSV"
            );
        }

        Array.Resize(ref buffer, buffer.Length * 2);
        return buffer;
    }

    private static int Fill(InputFile file, byte[] buffer, int length)
    {
        try
        {
            return file.Content.Read(buffer, length, buffer.Length - length);
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException(
                file.Path,
                "text in one encoding",
                "bytes that are not valid in it",
                "Save the file in UTF-8",
                e
            );
        }
    }
}
