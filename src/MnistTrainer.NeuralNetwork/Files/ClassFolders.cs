using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Folder names for classes. A folder is named like its class, in any script. Characters that a file system does not allow, or that are displayed
/// misleadingly, are escaped as in a URL: <c>../x</c> becomes <c>%2E.%2Fx</c>.
/// </summary>
public static class ClassFolders
{
    // File systems allow 255 bytes; the rest is reserved for additions by programs.
    private const int MaximumBytes = 200;
    private const int KeptBytes = 100;

    private const string UnsafeCharacters = "<>:\"/\\|?*%";

    // Windows opens devices by these names, whatever the folder and the extension.
    private static readonly HashSet<string> Devices = new(
        [
            .. (string[])["CON", "PRN", "AUX", "NUL"],
            .. Enumerable.Range(0, 10).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"]),
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Returns the folder names of all classes, which differ by more than case.</summary>
    /// <param name="classNames">The names of the classes, all different.</param>
    /// <returns>A name for each class, none of them empty.</returns>
    public static IReadOnlyList<string> NamesOf(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        string[] names = new string[classNames.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Encode(classNames[i], IsSafe);
            if (!taken.Add(names[i]))
                taken.Add(names[i] = Encode(classNames[i], (_, _, _) => false));
        }

        return names;
    }

    private static string Encode(string className, Func<Rune, int, string, bool> isSafe)
    {
        StringBuilder name = new();
        int index = 0;
        foreach (Rune rune in className.EnumerateRunes())
        {
            name.Append(isSafe(rune, index, className) ? rune.ToString() : Escape(rune));
            index += rune.Utf16SequenceLength;
        }

        if (name.Length == 0)
            return "%";
        string whole = name.ToString();
        return Encoding.UTF8.GetByteCount(whole) <= MaximumBytes ? whole : Shorten(whole, className);
    }

    private static bool IsSafe(Rune rune, int index, string name) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            )
        && rune != Rune.ReplacementChar
        && !(rune.IsAscii && UnsafeCharacters.Contains((char)rune.Value, StringComparison.Ordinal))
        && !(index == 0 && (rune.Value is '.' or ' ' || Devices.Contains(name.Split('.')[0].TrimEnd())))
        && !(index == name.Length - 1 && (rune.Value is '.' or ' '));

    private static string Escape(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        StringBuilder escaped = new();
        foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)])
            escaped.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        return escaped.ToString();
    }

    // The beginning is for people; the checksum distinguishes names with the same beginning.
    private static string Shorten(string encoded, string className)
    {
        StringBuilder start = new();
        int bytes = 0;
        foreach (Rune rune in encoded.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > KeptBytes)
                break;
            start.Append(rune.ToString());
        }

        byte[] sum = SHA256.HashData(Encoding.Unicode.GetBytes(className));
        return $"{start}%{Convert.ToHexStringLower(sum.AsSpan(0, 16))}";
    }
}
