namespace MnistTrainer.Data;

/// <summary>
/// The allographs of the ten digits, drawn by hand for this project: the forms that primers and alphabets of many countries teach, and what
/// becomes of them in fast writing.
/// </summary>
internal static partial class Allographs
{
    /// <summary>All allographs.</summary>
    public static IReadOnlyList<Allograph> All { get; } = [.. ZeroAndOne, .. TwoAndThree, .. FourAndFive, .. SixAndSeven, .. EightAndNine];
}
