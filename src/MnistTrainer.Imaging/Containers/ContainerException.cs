namespace MnistTrainer.Imaging;

/// <summary>The container of an image cannot be decoded. The message describes it, to follow the name of its format.</summary>
internal sealed class ContainerException : Exception
{
    private const string SaveAgain = "Save the image again as PNG or JPEG";

    private ContainerException(string expected, string found, string remedy, Exception? cause = null)
        : base(found, cause) => (Expected, Remedy) = (expected, remedy);

    /// <summary>A description of what was expected.</summary>
    public string Expected { get; }

    /// <summary>What to do, as a sentence without its period.</summary>
    public string Remedy { get; }

    /// <summary>The exception for a file that is damaged or cut off.</summary>
    /// <param name="found">What is wrong: <c>that ends inside its header</c>.</param>
    /// <param name="cause">The cause, if there is one.</param>
    public static ContainerException Damaged(string found, Exception? cause = null) => new("a complete image", found, SaveAgain, cause);

    /// <summary>The exception for a file of a kind that is not decoded.</summary>
    /// <param name="found">What kind it is: <c>in arithmetic coding</c>.</param>
    /// <param name="remedy">What to do. Default: to save it again as PNG or JPEG.</param>
    public static ContainerException Unreadable(string found, string remedy = SaveAgain) =>
        new("an image of the usual kind", found, remedy);

    /// <summary>The exception for an image beyond a limit.</summary>
    /// <param name="expected">A description of the largest image.</param>
    /// <param name="found">The size of this one.</param>
    public static ContainerException TooLarge(string expected, string found) =>
        new(expected, found, "Save it smaller; a digit needs no more than a few hundred pixels a side");
}
