using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads arrays as <c>numpy.save</c> writes them.</summary>
internal static class NumpyFile
{
    private const long MaximumBytes = 2_000_000_000;
    private const int MaximumText = 1024;
    private const int Piece = 1 << 20;

    /// <summary>Reads an array.</summary>
    /// <param name="file">A file of one array, plain or gzipped.</param>
    /// <param name="cancellation">Cancels between pieces.</param>
    /// <exception cref="InvalidInputException">It is damaged, too large, or not an array of numbers.</exception>
    public static NumericArray Read(DataFile file, CancellationToken cancellation)
    {
        using InputFile input = InputFile.Open(file);
        try
        {
            var header = NpyHeader.Read(input.Content, file.Path);
            NumberType type =
                NumberType.OfNumpy(header.Type)
                ?? throw new InvalidInputException(
                    file.Path,
                    "an array of numbers",
                    $"the type {header.Type}",
                    "Convert it with astype before saving it"
                );
            int[] shape = Sizes(header, file.Path, type);
            byte[] bytes = ReadBytes(
                input.Content,
                type.Size * shape.Aggregate(1L, (product, size) => product * size),
                file.Path,
                cancellation
            );
            NumericArray array = new(file.Path, type, [.. shape], bytes);
            return header.IsColumnMajor && shape.Length > 1 ? RowMajor(array) : array;
        }
        catch (InvalidDataException e)
        {
            throw input.Damaged(e);
        }
    }

    /// <summary>Reads an array of texts of one dimension, without the zeros that pad them; null where it is one of something else.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, or a text is not valid.</exception>
    public static string[]? ReadTexts(DataFile file, CancellationToken cancellation)
    {
        using InputFile input = InputFile.Open(file);
        try
        {
            var header = NpyHeader.Read(input.Content, file.Path);
            if (
                header.Type is not [_, 'S' or 'U', .. var digits]
                || !int.TryParse(digits, out int length)
                || length is < 1 or > MaximumText
            )
                return null;
            if (header.Shape.Length == 0 || header.Shape.Skip(1).Any(size => size != 1) || header.Shape[0] > MaximumBytes / MaximumText)
                return null;
            Encoding encoding =
                header.Type[1] == 'S' ? TextEncodings.Strict(Encoding.UTF8) : new UTF32Encoding(header.Type[0] == '>', false, true);
            int size = header.Type[1] == 'S' ? length : length * sizeof(int);
            byte[] bytes = ReadBytes(input.Content, size * header.Shape[0], file.Path, cancellation);
            return [.. Enumerable.Range(0, (int)header.Shape[0]).Select(row => encoding.GetString(bytes, row * size, size).TrimEnd('\0'))];
        }
        catch (InvalidDataException e)
        {
            throw input.Damaged(e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException(file.Path, "texts that are valid in their encoding", "others", "Save them as numbers", e);
        }
    }

    /// <summary>Reads the type and the shape of an array.</summary>
    /// <exception cref="InvalidInputException">The file is damaged or no array.</exception>
    public static NpyHeader ReadHeader(DataFile file)
    {
        using InputFile input = InputFile.Open(file);
        try
        {
            return NpyHeader.Read(input.Content, file.Path);
        }
        catch (InvalidDataException e)
        {
            throw input.Damaged(e);
        }
    }

    private static int[] Sizes(NpyHeader header, string place, NumberType type)
    {
        long bytes = type.Size;
        foreach (long size in header.Shape)
        {
            if (size < 1 || size > MaximumBytes / bytes)
            {
                throw new InvalidInputException(
                    place,
                    $"sizes of at least 1, and at most {MaximumBytes} bytes in total",
                    string.Join("x", header.Shape),
                    "Save it in smaller parts, or pixels as bytes (uint8)"
                );
            }

            bytes *= size;
        }

        return header.Shape.IsEmpty ? [1] : [.. header.Shape.Select(size => (int)size)];
    }

    // Grows with what is there, so that a shape with false claims costs no memory.
    private static byte[] ReadBytes(Stream stream, long length, string place, CancellationToken cancellation)
    {
        byte[] bytes = new byte[Math.Min(length, Piece)];
        for (int read = 0; read < length; )
        {
            cancellation.ThrowIfCancellationRequested();
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            int got = stream.Read(bytes, read, Math.Min(Piece, bytes.Length - read));
            if (got == 0)
                throw new InvalidInputException(
                    place,
                    $"{length} bytes, as its shape says",
                    $"{read}",
                    "The file is truncated; fetch it again"
                );
            read += got;
        }

        return bytes;
    }

    // The first index of a column-major array varies fastest: reversed axes, transposed.
    private static NumericArray RowMajor(NumericArray array)
    {
        int[] reversed = [.. Enumerable.Range(0, array.Shape.Length).Reverse()];
        return array.Reshaped([.. array.Shape.Reverse()]).Transposed(reversed);
    }
}
