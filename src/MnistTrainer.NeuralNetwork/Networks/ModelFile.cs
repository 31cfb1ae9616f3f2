using System.IO.Compression;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Reads the network of a model file, the zip that <c>mlContext.Model.Save</c> writes, without ML.NET, which prediction does not need. A pipeline that changes the features
/// before the network is rejected, because the network alone would get different features.
/// </summary>
public static class ModelFile
{
    // ML.NET keeps every part of a model in an entry of this name, behind a header of its own that is far smaller than this.
    private const string EntryName = "Model.key";
    private const int HeaderLimit = 4096;

    /// <summary>Reads the network of a model.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">
    /// The file cannot be opened, is not a zip file, has no network or several, changes the features before the network, or is damaged.
    /// </exception>
    public static Network Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using FileStream file = ReadableFile.Open(path);
            return Load(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found =
                Directory.Exists(path) ? "a folder"
                : File.Exists(path) ? $"one that cannot be read ({FileFault.Describe(e)})"
                : "nothing there";
            throw new InvalidInputException(path, "a model", found, "Check the path, or train a model first", e);
        }
    }

    /// <summary>Reads the network of a model.</summary>
    /// <param name="stream">The stream, positioned at the start of the zip file; read to its end and left open. If it cannot seek, it is copied into memory first.</param>
    /// <param name="name">The name in error messages.</param>
    /// <exception cref="InvalidInputException">The file is not a zip file, has no network or several, changes the features before the network, or is damaged.</exception>
    public static Network Load(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        string[] entries;
        try
        {
            using ZipArchive zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            entries = [.. zip.Entries.Select(entry => entry.FullName)];
            (ZipArchiveEntry Entry, int Header)[] networks =
            [
                .. zip
                    .Entries.Where(entry => entry.FullName.EndsWith(EntryName, StringComparison.Ordinal))
                    .Select(entry => (Entry: entry, Header: FindNetwork(entry)))
                    .Where(one => one.Header >= 0),
            ];
            if (networks.Length > 1)
            {
                throw new InvalidInputException(
                    name,
                    "a model with one neural network",
                    $"one with {networks.Length}: {string.Join(", ", networks.Select(one => PrintableText.Of(one.Entry.FullName)))}",
                    "Use mlContext.Model.Load, which loads all steps, or save the network separately"
                );
            }

            foreach ((ZipArchiveEntry entry, int header) in networks)
            {
                ModelSteps.Check(zip, entry, name);
                using Stream content = entry.Open();
                content.ReadExactly(new byte[header]);
                return NetworkFile.Read(content, $"{name}, {entry.FullName}");
            }
        }
        catch (InvalidDataException e)
        {
            throw OtherFile.NoZip(stream, name, e);
        }

        throw OtherFile.NoNetwork(name, entries);
    }

    /// <summary>The number of bytes before the network; negative if there is no network near the start.</summary>
    private static int FindNetwork(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        byte[] start = new byte[HeaderLimit];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan(0, length).IndexOf(NetworkFile.Magic);
    }
}
