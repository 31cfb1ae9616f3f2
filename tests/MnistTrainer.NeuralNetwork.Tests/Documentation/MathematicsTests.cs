using System.Text.RegularExpressions;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>
/// Recomputes every number of docs/mathematics.md, in text order. The architecture tests check that the Korean translation has the same
/// numbers.
/// </summary>
public sealed partial class MathematicsTests
{
    private static readonly Dictionary<string, Func<IEnumerable<double>>> Sections = new()
    {
        ["A neuron"] = SignalFigures.Neuron,
        ["A layer is a matrix product"] = SignalFigures.Layer,
        ["Why not try all weights?"] = SignalFigures.Possibilities,
        ["How wrong is it?"] = SignalFigures.Losses,
        ["Down the slope"] = DescentFigures.Slope,
        ["Wrong valleys"] = DescentFigures.Valleys,
        ["The chain rule"] = BackPropagationFigures.ChainRule,
        ["Back-propagation through two layers"] = BackPropagationFigures.TwoLayers,
        ["All updates at once"] = BackPropagationFigures.Updates,
        ["The book's rule"] = BackPropagationFigures.BookRule,
        ["The learning rate"] = DescentFigures.LearningRate,
        ["The optimizers on one page"] = OptimizerFigures.All,
        ["Softmax and cross-entropy"] = TrainingFigures.Softmax,
        ["Is the gradient right?"] = BackPropagationFigures.Differences,
        ["Regularization"] = TrainingFigures.Modesty,
        ["Weight initialization"] = TrainingFigures.Beginnings,
        ["Convolution"] = ConvolutionFigures.All,
    };

    private static readonly Dictionary<string, string> Document = Read();

    public static TheoryData<string> Titles => [.. Document.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Every_figure_matches_its_computation(string title)
    {
        Figure[] quoted = [.. Figure.Find(Document[title])];
        double[] computed = Sections.TryGetValue(title, out Func<IEnumerable<double>>? compute) ? [.. compute()] : [];
        for (int i = 0; i < Math.Min(quoted.Length, computed.Length); i++)
            Assert.True(
                quoted[i].IsRoundingOf(computed[i]),
                FormattableString.Invariant($"Figure {i + 1} of \"{title}\" is {quoted[i].Text}, but {computed[i]} was computed.")
            );
        Assert.Equal(computed.Length, quoted.Length);
    }

    [Fact]
    public void Every_computed_section_exists() => Assert.Empty(Sections.Keys.Except(Document.Keys));

    // Quoted output of commands is verified by the tests of the commands.
    private static Dictionary<string, string> Read()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "mathematics.md")).ReplaceLineEndings("\n");
        return Output().Replace(text, "").Split("\n## ").ToDictionary(section => section.Split('\n')[0], section => section);
    }

    [GeneratedRegex(@"(?ms)^```text\n.*?^```\n")]
    private static partial Regex Output();
}
