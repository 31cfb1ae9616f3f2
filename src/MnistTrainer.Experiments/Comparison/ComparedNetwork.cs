using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>One of the networks of a comparison.</summary>
/// <param name="Name">What distinguishes it: <c>adam at 0.001</c>, or the name of an activation.</param>
/// <param name="Activation">The activation of its hidden layers.</param>
/// <param name="Optimizer">What trains it.</param>
internal sealed record ComparedNetwork(string Name, Activation Activation, Optimizer Optimizer)
{
    /// <summary>One that is compared for its optimizer, on a network of ReLU.</summary>
    public static ComparedNetwork Of(Optimizer optimizer) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{optimizer.Spelling} at {optimizer.LearningRate}"), Activation.ReLU, optimizer);

    /// <summary>One that is compared for its activation, with Adam.</summary>
    public static ComparedNetwork Of(Activation activation) => new(activation.Name, activation, new Adam());

    /// <summary>Its name in the name of a file: letters, digits, dots and hyphens.</summary>
    public string FileName
    {
        get
        {
            StringBuilder name = new();
            foreach (char c in Name)
            {
                bool isPlain = char.IsAsciiLetterOrDigit(c) || c is '.';
                if (isPlain || (name.Length > 0 && name[^1] != '-'))
                    name.Append(isPlain ? c : '-');
            }

            return name.ToString().TrimEnd('-');
        }
    }
}
