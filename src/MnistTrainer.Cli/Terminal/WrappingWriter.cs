using System.Text;

namespace MnistTrainer.Cli.Terminal;

/// <summary>Writes lines to a terminal, broken between words where they are too long for it.</summary>
/// <param name="writer">The terminal.</param>
/// <param name="width">Its width.</param>
internal sealed class WrappingWriter(TextWriter writer, int width) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => writer.Write(value);

    public override void WriteLine() => writer.WriteLine();

    public override void WriteLine(string? value)
    {
        foreach (string line in LineWrapping.Wrap(value ?? "", width))
            writer.WriteLine(line);
    }
}
