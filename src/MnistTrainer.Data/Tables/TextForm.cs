using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace MnistTrainer.Data;

/// <summary>
/// The form of a text: what decides how a column is read, without the digits themselves. <c>1,234.50</c> and <c>7,891.22</c> have the same; <c>0123</c>, <c>12.3.2024</c> and
/// <c>3 kg</c> have others.
/// </summary>
internal static class TextForm
{
    // Longer runs of digits are alike.
    private const int LongestRun = 8;
    private const int LongestText = 64;

    /// <summary>A hash of the form of a text.</summary>
    public static ulong HashOf(ReadOnlySpan<char> text)
    {
        Span<char> form = stackalloc char[LongestText];
        int length = 0,
            run = 0;
        bool afterDigits = false;
        foreach (char one in text)
        {
            if (length == LongestText)
                break;
            if (!char.IsAsciiDigit(one))
            {
                form[length++] = one;
                run = 0;
                continue;
            }

            // Zeros in front make a code of a number.
            bool isLeadingZero = run == 0 && one == '0' && !afterDigits;
            if (run++ < LongestRun)
                form[length++] = isLeadingZero ? '0' : '9';
            afterDigits = true;
        }

        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(form[..length]));
    }
}
