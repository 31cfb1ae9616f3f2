using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Tells by its first bytes what a file is that was given as a source: an IDX file, a picture or else a table.</summary>
internal static class SourceFile
{
    /// <summary>What will read the file.</summary>
    /// <exception cref="InvalidInputException">The file cannot be read or is a single picture.</exception>
    public static Func<LoadOptions, CancellationToken, Dataset> Reader(string path)
    {
        byte[] start = new byte[4];
        using (InputFile file = InputFile.Open(path))
        {
            try
            {
                file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            }
            catch (InvalidDataException e)
            {
                throw file.Damaged(e);
            }
        }

        if (CsvHeader.IsImagePath(path))
            throw new InvalidInputException(path, "a set of pictures", "a single one", "Give the folder of pictures, or recognise this one with: mnist predict IMAGE");
        // No text starts with two zero bytes.
        bool isIdx = start is [0, 0, not 0, _];
        return isIdx
            ? (options, cancellation) => IdxLoader.Load(path, options, cancellation)
            : (options, cancellation) => CsvLoader.Load(path, options, cancellation);
    }
}
