using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Terminal;

/// <summary>
/// Writes to stdout or stderr, which may be closed or full. Results that cannot be written are a fault; notices that cannot be written are dropped: a command's work must not
/// be lost to what is written beside its result.
/// </summary>
internal sealed class GuardedWriter : TextWriter
{
    private readonly TextWriter _writer;
    private readonly Action<Exception> _onFault;

    private GuardedWriter(TextWriter writer, Action<Exception> onFault)
    {
        _writer = writer;
        _onFault = onFault;
    }

    public override Encoding Encoding => _writer.Encoding;

    /// <summary>Makes notices of everything that is written to stderr from now on.</summary>
    public static void UseForNotices() => Console.SetError(new GuardedWriter(Console.Error, _ => { }));

    /// <summary>Makes results of everything that is written to stdout from now on.</summary>
    public static void UseForResults() => Console.SetOut(new GuardedWriter(Console.Out, error => throw NotWritable(error)));

    /// <summary>The fault of a stdout that cannot be written.</summary>
    /// <param name="cause">Why it cannot.</param>
    public static InvalidInputException NotWritable(Exception cause) =>
        new(
            Localized.Of(
                $"stdout: expected a writable one, found {Localized.Recognize(FileFault.Describe(cause))}. Free some space, or redirect it elsewhere."
            ),
            cause
        );

    public override void Write(char value) => Try(() => _writer.Write(value));

    public override void Write(string? value) => Try(() => _writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => _writer.Write(buffer, index, count));

    public override void WriteLine() => Try(_writer.WriteLine);

    public override void WriteLine(string? value) => Try(() => _writer.WriteLine(value));

    public override void Flush() => Try(_writer.Flush);

    // A closed descriptor gives the second.
    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _onFault(error);
        }
    }
}
