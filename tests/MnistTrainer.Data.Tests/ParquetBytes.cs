using Parquet;
using Parquet.Schema;
using Parquet.Serialization;

namespace MnistTrainer.Data.Tests;

/// <summary>Parquet files that tests write, with the library's writer.</summary>
internal static class ParquetBytes
{
    /// <summary>What Hugging Face's datasets write for an image.</summary>
    public sealed record HubImage(byte[]? bytes, string? path);

    /// <summary>A row of Hugging Face's MNIST.</summary>
    public sealed record HubRow(HubImage? image, long? label);

    /// <summary>A row with the pixels in a list.</summary>
    public sealed record ListRow(int label, IReadOnlyList<double> pixels);

    /// <summary>A row with the pixels in lists of rows.</summary>
    public sealed record RowsRow(string letter, IReadOnlyList<IReadOnlyList<int>> image);

    /// <summary>A row with the pixels as bytes, one each.</summary>
    public sealed record RawRow(byte[] pixels, string label);

    /// <summary>The metadata by which Hugging Face's datasets name classes.</summary>
    public static Dictionary<string, string> ClassNames(params string[] names) =>
        new()
        {
            ["huggingface"] =
                $"{{\"info\": {{\"features\": {{\"image\": {{\"_type\": \"Image\"}}, \"label\": {{\"names\": [{string.Join(", ", names.Select(name => $"\"{name}\""))}], \"_type\": \"ClassLabel\"}}}}}}}}",
        };

    /// <summary>Writes rows.</summary>
    public static byte[] Of<T>(
        IReadOnlyList<T> rows,
        Dictionary<string, string>? metadata = null,
        CompressionMethod compression = CompressionMethod.Snappy,
        int? groupSize = null
    )
    {
        using MemoryStream stream = new();
        ParquetOptions options = new() { CompressionMethod = compression, RowGroupSize = groupSize };
        ParquetSerializer.SerializeAsync(rows, stream, options, metadata).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    /// <summary>Writes a table of numbers, a column for each name.</summary>
    public static byte[] Table<T>(string[] names, T?[][] rows, CompressionMethod compression = CompressionMethod.Snappy)
        where T : struct
    {
        using MemoryStream stream = new();
        DataField<T>[] fields = [.. names.Select(name => new DataField<T>(name, nullable: true))];
        WriteAsync().GetAwaiter().GetResult();
        return stream.ToArray();

        async Task WriteAsync()
        {
            ParquetOptions options = new() { CompressionMethod = compression };
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. fields]), stream, options);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            for (int i = 0; i < fields.Length; i++)
                await group.WriteAsync<T>(fields[i], rows.Select(row => row[i]).ToArray());
        }
    }
}
