using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>An IDX file, plain or gzipped. A file that is shorter or longer than its header says is rejected.</summary>
/// <param name="Header">The file's header.</param>
/// <param name="Array">All values.</param>
internal sealed record IdxFile(IdxHeader Header, NumericArray Array)
{
    private const int Block = 1 << 20;

    // A deflated byte expands to at most 1032 bytes (zlib, "Maximum Compression Factor"), which bounds what a header can make us allocate.
    private const long DeflateLimit = 1032;

    /// <param name="source">The file, plain or gzipped, whatever its name.</param>
    /// <param name="ofImages">Whether images or labels are expected.</param>
    /// <param name="progress">Receives the fraction read, 0 to 1.</param>
    /// <param name="cancellation">Cancels between blocks.</param>
    /// <exception cref="InvalidInputException">The file is missing, of another kind, truncated or too long.</exception>
    public static IdxFile Read(DataFile source, bool ofImages, IProgress<double>? progress, CancellationToken cancellation)
    {
        using InputFile file = InputFile.Open(source);
        try
        {
            IdxHeader header = IdxHeader.Read(file, ofImages);
            CheckLength(file, header);
            byte[] values = GC.AllocateUninitializedArray<byte>((int)header.Bytes);
            for (int at = 0; at < values.Length; )
            {
                cancellation.ThrowIfCancellationRequested();
                int read = file.Content.Read(values, at, Math.Min(Block, values.Length - at));
                if (read == 0)
                    throw Truncated(source.Path, header, header.Size + at);
                at += read;
                progress?.Report(file.FractionRead);
            }

            if (file.Content.ReadByte() >= 0)
                throw TooLong(source.Path, header);
            return new IdxFile(header, new NumericArray(source.Path, header.Type, [.. header.Dimensions], values));
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }

    private static void CheckLength(InputFile file, IdxHeader header)
    {
        long end = header.Size + header.Bytes;
        if (file.IsCompressed ? end > file.Length * DeflateLimit : end > file.Length)
            throw Truncated(file.Path, header, file.IsCompressed ? header.Size : file.Length);
        if (!file.IsCompressed && end < file.Length)
            throw TooLong(file.Path, header);
    }

    private static InvalidInputException Truncated(string path, IdxHeader header, long end) =>
        new(
            $"{path}, byte {end}",
            $"{header.Size + header.Bytes} bytes ({Describe(header)})",
            "the end of the file",
            "The file is truncated; fetch it again"
        );

    private static InvalidInputException TooLong(string path, IdxHeader header) =>
        new(
            $"{path}, byte {header.Size + header.Bytes}",
            $"the end of the file ({Describe(header)})",
            "more bytes",
            "The file is damaged or its header is wrong; fetch it again"
        );

    private static string Describe(IdxHeader header) =>
        $"a header of {header.Size} and {string.Join(" x ", header.Dimensions)} {header.Type.Name}";
}
