using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains a network, the student, on the outputs of another network, the teacher, as well as on the labels: the probabilities of a large network show which
/// classes are similar, which the labels do not (Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network", 2015). With L the loss for the label, and
/// q the teacher's and p the student's probabilities, both at the temperature T, the loss of a sample is (1 - w) L - w T² Σ q ln p; the factor T² preserves the size
/// of the gradient. The teacher scores the same augmented image as the student.
/// </summary>
/// <example>
/// <code>
/// Distillation distillation = new(ModelFile.Load("large.zip"));
/// TrainedModel small = (Recipe.Fast with { Training = Recipe.Fast.Training with { Distillation = distillation } }).Train(data);
/// </code>
/// </example>
/// <param name="Teacher">The teacher: a network with the same input and the same classes as the student.</param>
public sealed record Distillation(Network Teacher)
{
    /// <summary>The default of <see cref="Weight"/>.</summary>
    public const float DefaultWeight = 0.9f;

    /// <summary>The default of <see cref="Temperature"/>.</summary>
    public const float DefaultTemperature = 1;

    /// <summary>The largest temperature.</summary>
    public const float MaximumTemperature = 20;

    /// <summary>The weight w of the teacher in the loss, from 0 for labels only to 1 for the teacher's outputs only. Default: 0.9.</summary>
    public float Weight { get; init; } = DefaultWeight;

    /// <summary>
    /// The temperature T, from 1 for unchanged probabilities to 20: net inputs are divided by it, so that small probabilities become larger. Default: 1.
    /// </summary>
    public float Temperature { get; init; } = DefaultTemperature;

    /// <summary>The fingerprint of the teacher: the first 16 hexadecimal digits of a SHA-256 of its description and parameters.</summary>
    public string Fingerprint
    {
        get
        {
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(NetworkDescription.ToJson(Teacher.Definition));
            hash.AppendData(MemoryMarshal.AsBytes(Teacher.Parameters));
            return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        }
    }

    /// <summary><c>a teacher with the fingerprint 0123456789abcdef (weight 0.9, temperature 1)</c>.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"a teacher with the fingerprint {Fingerprint} (weight {Weight}, temperature {Temperature})"
        );

    /// <summary>The violations in the settings, or between the teacher and a network, one clause each.</summary>
    internal IEnumerable<string> Violations(NetworkDefinition student, TrainingOptions options)
    {
        NetworkDefinition teacher = Teacher.Definition;
        if (!(Weight >= 0 && Weight <= 1))
            yield return FormattableString.Invariant($"the teacher's weight must be from 0 to 1, not {Weight}");
        if (!(Temperature >= 1 && Temperature <= MaximumTemperature))
            yield return FormattableString.Invariant(
                $"the teacher's temperature must be from 1 to {MaximumTemperature}, not {Temperature}"
            );
        if (options.Loss != Loss.SoftmaxCrossEntropy)
            yield return $"a teacher requires the loss {Loss.SoftmaxCrossEntropy}, not {options.Loss}";
        if (options.Gradient == GradientRule.Book)
            yield return "a teacher requires the exact gradient, not the book's rule";
        if (teacher.InputShape != student.InputShape)
            yield return $"the teacher takes images of {teacher.InputShape}, the network to be trained images of {student.InputShape}";
        if (!teacher.ClassNames.SequenceEqual(student.ClassNames, StringComparer.Ordinal))
            yield return $"the teacher has the classes {string.Join(", ", teacher.ClassNames)}, the network to be trained {string.Join(", ", student.ClassNames)}";
    }
}
