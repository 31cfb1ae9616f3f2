using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>Bytes that tests write to files.</summary>
internal static class Bytes
{
    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>Builds an IDX file according to the format specification.</summary>
    public static byte[] Idx(byte[] values, params int[] dimensions) =>
        [
            0,
            0,
            8,
            (byte)dimensions.Length,
            .. dimensions.SelectMany(d => new[] { (byte)(d >> 24), (byte)(d >> 16), (byte)(d >> 8), (byte)d }),
            .. values,
        ];

    /// <summary>Builds a NumPy file according to the format specification (numpy.org, "numpy.lib.format", version 1.0).</summary>
    public static byte[] Npy(string type, byte[] values, string shape, bool columnMajor = false)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(columnMajor ? "True" : "False")}, 'shape': {shape}, }}";
        header = header.PadRight(((10 + header.Length + 64) / 64 * 64) - 11) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. values];
    }

    /// <summary>Packs files into a zip archive.</summary>
    public static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream packed = new();
        using (ZipArchive zip = new(packed, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    /// <summary>Packs files into a tar archive.</summary>
    public static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream packed = new();
        using (TarWriter tar = new(packed))
        {
            foreach ((string name, byte[] content) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        }

        return packed.ToArray();
    }
}
