namespace MnistTrainer.Data;

/// <summary>The allographs of the ten digits, drawn by hand for this project.</summary>
internal static partial class Allographs
{
    /// <summary>All allographs.</summary>
    public static IReadOnlyList<Allograph> All { get; } = [.. ZeroToFour, .. FiveToNine];
}
