using System.Text;

namespace MnistTrainer.Cli.Terminal;

/// <summary>
/// Writes notices, and drops those that cannot be written, because stderr is closed or its disk is full: a command's work must not be lost to what is written beside its
/// result.
/// </summary>
/// <param name="writer">Receives the notices.</param>
internal sealed class NoticeWriter(TextWriter writer) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    /// <summary>Makes notices of everything that is written to stderr from now on.</summary>
    public static void UseForStandardError() => Console.SetError(new NoticeWriter(Console.Error));

    public override void Write(char value) => Try(() => writer.Write(value));

    public override void Write(string? value) => Try(() => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => writer.Write(buffer, index, count));

    public override void WriteLine() => Try(writer.WriteLine);

    public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

    public override void Flush() => Try(writer.Flush);

    // A closed descriptor gives the second.
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException) { }
    }
}
