using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The numbers of bytes and lines of a file, counted in a fast pass so that memory for its rows is allocated once.
/// </summary>
/// <param name="Bytes">Decompressed bytes.</param>
/// <param name="Lines">Lines, including blank ones.</param>
internal readonly record struct CsvSize(long Bytes, long Lines)
{
    /// <exception cref="InvalidInputException">The file is missing or damaged.</exception>
    public static CsvSize Count(DataFile source, CancellationToken cancellation)
    {
        using InputFile file = InputFile.Open(source);
        try
        {
            byte[] block = new byte[1 << 17];
            long bytes = 0,
                lineFeeds = 0,
                returns = 0;
            byte last = 0;
            for (int read; (read = file.Content.Read(block)) > 0; )
            {
                cancellation.ThrowIfCancellationRequested();
                bytes += read;
                lineFeeds += block.AsSpan(0, read).Count((byte)'\n');
                if (lineFeeds == 0)
                    returns += block.AsSpan(0, read).Count((byte)'\r');
                last = block[read - 1];
            }

            bool isOpen = last is not ((byte)'\n' or (byte)'\r' or 0);
            return new CsvSize(bytes, (lineFeeds > 0 ? lineFeeds : returns) + (isOpen ? 1 : 0));
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }

    /// <summary>Returns the maximum number of rows with this number of cells, each of which takes at least a digit and a delimiter.</summary>
    public long MaximumRows(int columns) => Math.Min(Lines, (Bytes / (2L * columns)) + 1);
}
