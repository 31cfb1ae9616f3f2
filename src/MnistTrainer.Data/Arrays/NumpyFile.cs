using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads arrays as <c>numpy.save</c> writes them.</summary>
internal static class NumpyFile
{
    private const long MaximumBytes = 2_000_000_000;
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
