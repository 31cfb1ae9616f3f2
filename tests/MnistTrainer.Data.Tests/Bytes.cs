using System.IO.Compression;

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
}
