using System.Collections.ObjectModel;
using System.IO.Compression;
using System.IO.Hashing;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads zip archives as folders.</summary>
internal sealed class ZipReader
{
    // Members up to this size are unpacked into memory under a lock, so that thousands of images can be read by several threads at once.
    private const int SmallMember = 16 << 20;

    private readonly DataFile _source;
    private readonly ZipArchive _archive;
    private readonly Lock _lock = new();

    private ZipReader(DataFile source)
    {
        _source = source;
        _archive = OpenArchive();
    }

    /// <summary>The files and folders of an archive.</summary>
    /// <exception cref="InvalidInputException">It is damaged or encrypted.</exception>
    public static ArchiveFolder Read(DataFile source)
    {
        ZipReader reader = new(source);
        ArchiveFolder root = new(source.Path);
        foreach (ZipArchiveEntry entry in reader.Entries())
        {
            if (entry.IsEncrypted)
                throw new InvalidInputException(source.Path, "a zip archive without a password", "an encrypted one", "Unpack it first");
            root.Add(entry.FullName, (folder, path) => new ArchiveFile(folder, path, () => reader.Open(entry, path)));
        }

        return root;
    }

    // The list of members is read here, not before.
    private ReadOnlyCollection<ZipArchiveEntry> Entries()
    {
        try
        {
            return _archive.Entries;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw Damaged(_source.Path, e);
        }
    }

    private Stream Open(ZipArchiveEntry entry, string path)
    {
        try
        {
            if (entry.Length > SmallMember)
            {
                // The member's own view of the archive, closed with it.
                ZipArchive own = OpenArchive();
                return new MemberStream(
                    own.GetEntry(entry.FullName)!.Open(),
                    entry.Length,
                    entry.Crc32,
                    own,
                    cause => Damaged(path, cause)
                );
            }

            lock (_lock)
            {
                using Stream member = entry.Open();
                byte[] bytes = new byte[entry.Length];
                member.ReadExactly(bytes);
                if (member.ReadByte() >= 0 || Crc32.HashToUInt32(bytes) != entry.Crc32)
                    throw new InvalidDataException("The checksum does not match.");
                return new MemoryStream(bytes, writable: false);
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw Damaged(path, e);
        }
    }

    private ZipArchive OpenArchive()
    {
        Stream stream = _source.Open();
        try
        {
            if (!stream.CanSeek)
                throw new InvalidInputException(
                    _source.Path,
                    "an archive on disk",
                    "an archive of more than 16 MiB inside an archive",
                    "Unpack the outer one first"
                );
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            stream.Dispose();
            throw Damaged(_source.Path, e);
        }
    }

    private static InvalidInputException Damaged(string path, Exception cause) =>
        new(
            path,
            "a whole zip archive",
            "one that cannot be unpacked",
            "The file is damaged, incomplete or packed by an unusual method; fetch it again, or unpack it first",
            cause
        );
}
