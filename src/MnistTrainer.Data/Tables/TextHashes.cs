using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MnistTrainer.Data;

/// <summary>What decides whether a text stays in a sample.</summary>
/// <param name="Group">The same for all numbers that become the same float, so that a sample has all of them or none: it shows how many differ beyond a float.</param>
/// <param name="Text">That of the text itself.</param>
internal readonly record struct TextHashes(ulong Group, ulong Text)
{
    /// <summary>The hashes of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">Its number; null if it is none.</param>
    public static TextHashes Of(ReadOnlySpan<char> text, double? number)
    {
        ulong ofText = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text));
        if (number is not double value)
            return new TextHashes(ofText, ofText);
        float single = (float)value;
        return new TextHashes(XxHash3.HashToUInt64(MemoryMarshal.AsBytes([single])), ofText);
    }

    /// <summary>Whether both are small enough.</summary>
    public bool AreWithin(TextHashes most) => Group <= most.Group && Text <= most.Text;
}
