using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads one IDX file of bytes, plain or gzipped, and rejects one that is shorter or longer than its header says.</summary>
/// <param name="Header">What the file says of itself.</param>
/// <param name="Values">All values, the last dimension changing fastest.</param>
internal sealed record IdxFile(IdxHeader Header, byte[] Values)
{
    private const int Block = 1 << 20;

    // A deflated byte stands for at most 1032 (zlib, "Maximum Compression Factor"): no header can make a small file claim more memory
    // than that.
    private const long DeflateLimit = 1032;

    /// <param name="path">Plain or gzipped, whatever its name.</param>
    /// <param name="dimensions">3 for gray images, 1 for labels.</param>
    /// <param name="progress">Told the share read, 0 to 1.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="InvalidInputException">The file is missing, of another kind, cut short or too long.</exception>
    public static IdxFile Read(string path, int dimensions, IProgress<double>? progress, CancellationToken cancellation)
    {
        using InputFile file = InputFile.Open(path);
        try
        {
            IdxHeader header = IdxHeader.Read(file, dimensions);
            CheckClaim(file, header);
            byte[] values = GC.AllocateUninitializedArray<byte>((int)header.Values);
            for (int at = 0; at < values.Length; )
            {
                cancellation.ThrowIfCancellationRequested();
                int read = file.Content.Read(values, at, Math.Min(Block, values.Length - at));
                if (read == 0)
                    throw Short(path, header, header.Size + at);
                at += read;
                progress?.Report(file.FractionRead);
            }

            if (file.Content.ReadByte() >= 0)
                throw Long(path, header);
            return new IdxFile(header, values);
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }

    private static void CheckClaim(InputFile file, IdxHeader header)
    {
        long end = header.Size + header.Values;
        if (file.IsCompressed ? end > file.Length * DeflateLimit : end > file.Length)
            throw Short(file.Path, header, file.IsCompressed ? header.Size : file.Length);
        if (!file.IsCompressed && end < file.Length)
            throw Long(file.Path, header);
    }

    private static InvalidInputException Short(string path, IdxHeader header, long end) =>
        new(
            $"{path}, byte {end}",
            $"{header.Size + header.Values} bytes ({Describe(header)})",
            "the end of the file",
            "The file was cut short; fetch it again"
        );

    private static InvalidInputException Long(string path, IdxHeader header) =>
        new(
            $"{path}, byte {header.Size + header.Values}",
            $"the end of the file ({Describe(header)})",
            "more bytes",
            "The file is damaged or its header is wrong; fetch it again"
        );

    private static string Describe(IdxHeader header) => $"a header of {header.Size} and {string.Join(" x ", header.Dimensions)} values";
}
