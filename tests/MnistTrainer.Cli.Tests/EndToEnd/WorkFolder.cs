using MnistTrainer.Imaging;

namespace MnistTrainer.Cli.Tests.EndToEnd;

/// <summary>A temporary folder to work in, and the small files that tests put there.</summary>
public sealed class WorkFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("mnist-cli-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string WritePng(string name, ReadOnlySpan<byte> pixels, int side) =>
        Write(name, ImageCodec.EncodePng(new GrayImage(side, side, pixels.ToArray())));

    /// <summary>A table of bars: class k has its k-th column inked, among noise. Any network learns it.</summary>
    public string WriteBars(string name, int rows, int side = 8, bool withLabels = true)
    {
        Random random = new(7);
        List<string> lines = [];
        for (int row = 0; row < rows; row++)
        {
            int label = row % side;
            IEnumerable<int> pixels = Enumerable
                .Range(0, side * side)
                .Select(i => i % side == label ? 200 + random.Next(56) : random.Next(60));
            lines.Add((withLabels ? $"{label}," : "") + string.Join(',', pixels));
        }

        string header = (withLabels ? "label," : "") + string.Join(',', Enumerable.Range(0, side * side).Select(i => $"pixel{i}"));
        return Write(name, header + "\n" + string.Join('\n', lines) + "\n");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
