using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Decides which of several folders inside each other are the classes: in <c>writer2/7/a.png</c> the second, in <c>7/writer2/a.png</c> the first.
/// </summary>
internal static partial class ClassLevel
{
    // The names of a level may include a few exceptions, such as "unknown" beside 0 to 9.
    private const double WantedShare = 0.8;

    /// <summary>How much the names of a level look like those of classes.</summary>
    private enum Likelihood
    {
        /// <summary>One name for all images, which divides nothing.</summary>
        None,

        /// <summary>One word with numbers: <c>writer1</c>, <c>writer2</c>.</summary>
        Numbered,

        /// <summary>Words.</summary>
        Words,

        /// <summary>Single characters or numbers.</summary>
        Characters,

        /// <summary>Digits, or words that say that they name classes.</summary>
        Digits,
    }

    /// <summary>Whether a name can hardly be that of anything but a class of digits: <c>7</c>, <c>seven</c>, <c>Sample008</c>, <c>class_7</c>.</summary>
    public static bool IsClassName(string name) =>
        name is [>= '0' and <= '9'] || LabelSpelling.NumberOf(name) is not null || NamedClass().IsMatch(name);

    /// <summary>Returns the index of the classes in <see cref="ListedFile.Folders"/>, or null where no image is in a folder.</summary>
    /// <exception cref="InvalidInputException">Several may be the classes.</exception>
    public static int? Find(ImageBranch branch)
    {
        int common = branch.Images.Min(image => image.Folders.Length);
        if (common == 0)
            return null;
        Likelihood[] levels =
        [
            .. Enumerable.Range(0, branch.Images.Max(image => image.Folders.Length)).Select(level => Rate(NamesOf(branch, level))),
        ];
        Likelihood best = levels[..common].Max();
        int[] candidates = [.. Enumerable.Range(0, common).Where(level => levels[level] == best)];
        bool isDeeper = Array.Exists(levels[common..], level => level > best && level >= Likelihood.Characters);
        if (!isDeeper && (candidates.Length == 1 || IsTaxonomy(branch, common)))
            return candidates[0];
        ListedFile example = branch.Images.MaxBy(image => image.Folders.Length)!;
        throw new InvalidInputException(
            branch.Path,
            "one subfolder of images per class",
            $"folders inside folders, such as {string.Join('/', example.Folders)}, several of which may name the class",
            "Put all images of a class into one subfolder named after it, or specify one of the inner folders"
        );
    }

    private static string[] NamesOf(ImageBranch branch, int level) =>
        [.. branch.Images.Where(image => image.Folders.Length > level).Select(image => image.Folders[level]).Distinct()];

    private static Likelihood Rate(string[] names)
    {
        if (names is [string only])
            return IsClassName(only) ? Likelihood.Digits : Likelihood.None;
        if (Has(names, IsClassName))
            return Likelihood.Digits;
        if (Has(names, name => name.Length == 1 || name.All(char.IsAsciiDigit)))
            return Likelihood.Characters;
        string[] stems = [.. names.Select(name => name.TrimEnd("0123456789".ToCharArray())).Distinct()];
        return stems.Length == 1 ? Likelihood.Numbered : Likelihood.Words;
    }

    private static bool Has(string[] names, Func<string, bool> isSuch) => names.Count(isSuch) >= WantedShare * names.Length;

    // Siamese and Persian under cat, poodle under dog: no name is in two folders, so the outermost are classes and the others divide them.
    private static bool IsTaxonomy(ImageBranch branch, int levels) =>
        branch
            .Images.Select(image => string.Join('/', image.Folders[..levels]))
            .Distinct()
            .GroupBy(path => path[(path.LastIndexOf('/') + 1)..])
            .All(paths => paths.Count() == 1);

    [GeneratedRegex(@"^(sample|class|cls|digit|label|number|num)[\s_\-]?\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedClass();
}
