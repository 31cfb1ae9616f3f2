namespace MnistTrainer.Data;

/// <summary>
/// How common an allograph is in the handwriting of each region, relative to the other allographs of the same digit there. A plain number
/// stands for the same usage everywhere.
/// </summary>
/// <param name="American">North America, Britain and Australia: a 1 is a line, a 7 has no bar.</param>
/// <param name="European">Central and Southern Europe, Turkey, Latin America: a 1 has a flag, a 7 a bar, a 9 a hooked tail.</param>
/// <param name="EastAsian">China, Korea, Japan and Southeast Asia: a 1 is a line, a 7 often begins with a long serif.</param>
/// <param name="SouthAsian">South Asia, the Middle East and Africa, where digits of this form are written.</param>
internal readonly record struct Usage(double American, double European, double EastAsian, double SouthAsian)
{
    /// <summary>
    /// The shares of the regions in a synthetic set. American handwriting is half of it, since that is what MNIST consists of; the forms of
    /// the other regions are as frequent as a network needs to learn them, and not in proportion to the number of people who write them.
    /// </summary>
    public static Usage Shares { get; } = Of(american: 0.5, european: 0.24, eastAsian: 0.13, southAsian: 0.13);

    /// <summary>Creates a usage, region by region.</summary>
    public static Usage Of(double american, double european, double eastAsian, double southAsian) =>
        new(american, european, eastAsian, southAsian);

    /// <summary>The same usage everywhere.</summary>
    public static implicit operator Usage(double everywhere) => new(everywhere, everywhere, everywhere, everywhere);

    /// <summary>
    /// The probability of each allograph of one digit: within a region in proportion to its usage there, and the regions mixed by
    /// <see cref="Shares"/>. The sum is 1.
    /// </summary>
    public static double[] Probabilities(IReadOnlyList<Allograph> allographs)
    {
        double[] probabilities = new double[allographs.Count];
        foreach (Func<Usage, double> region in Regions)
        {
            double factor = region(Shares) / allographs.Sum(allograph => region(allograph.Usage));
            for (int a = 0; a < probabilities.Length; a++)
                probabilities[a] += factor * region(allographs[a].Usage);
        }

        return probabilities;
    }

    private static readonly Func<Usage, double>[] Regions =
    [
        usage => usage.American,
        usage => usage.European,
        usage => usage.EastAsian,
        usage => usage.SouthAsian,
    ];
}
