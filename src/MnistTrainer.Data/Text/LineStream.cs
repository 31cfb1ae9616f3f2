using System.Text;

namespace MnistTrainer.Data;

/// <summary>A stream of the lines that a sequence yields, in UTF-8, each ended by a line feed. At most one line is in memory.</summary>
/// <param name="lines">The lines.</param>
internal sealed class LineStream(IEnumerable<string> lines) : ForwardStream
{
    private readonly IEnumerator<string> _lines = lines.GetEnumerator();
    private ReadOnlyMemory<byte> _rest;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        while (_rest.IsEmpty)
        {
            if (!_lines.MoveNext())
                return 0;
            _rest = Encoding.UTF8.GetBytes(_lines.Current + "\n");
        }

        int length = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _lines.Dispose();
        base.Dispose(disposing);
    }
}
