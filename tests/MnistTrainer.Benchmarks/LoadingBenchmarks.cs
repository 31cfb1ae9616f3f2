using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks;

/// <summary>Loading the training set from its IDX files and from a CSV file of the same images.</summary>
public class LoadingBenchmarks
{
    private readonly string _data = "mnist";
    private string _csv = "";

    /// <summary>Writes the CSV file: label first, no header.</summary>
    [GlobalSetup]
    public void WriteCsv()
    {
        Samples<byte> samples = BenchmarkData.Train(_data).Samples;
        _csv = Path.Combine(Path.GetTempPath(), $"mnist-{Guid.NewGuid():N}.csv");
        using StreamWriter writer = new(_csv);
        StringBuilder line = new();
        for (int row = 0; row < samples.Count; row++)
        {
            line.Clear().Append(CultureInfo.InvariantCulture, $"{samples.Labels[row]}");
            foreach (byte pixel in samples.Row(row))
                line.Append(CultureInfo.InvariantCulture, $",{pixel}");
            writer.WriteLine(line);
        }
    }

    /// <summary>Loads the CSV file.</summary>
    [Benchmark]
    public Dataset Csv() => CsvLoader.Load(_csv);

    /// <summary>Loads the gzipped IDX files.</summary>
    [Benchmark]
    public Dataset Idx() => BenchmarkData.Train(_data);

    /// <summary>Deletes the CSV file.</summary>
    [GlobalCleanup]
    public void DeleteCsv() => File.Delete(_csv);
}
