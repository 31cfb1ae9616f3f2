namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class DistillationLossTests
{
    /// <summary>By hand: the square roots of 16, 4 and 1 parts of 21 are 4, 2 and 1 parts of 7.</summary>
    [Fact]
    public void Softens_a_worked_example()
    {
        double[] softened = new double[3];
        DistillationLoss.Soften([16f / 21, 4f / 21, 1f / 21], 2, softened);
        Assert.Equal(4 / 7.0, softened[0], 7);
        Assert.Equal(2 / 7.0, softened[1], 7);
        Assert.Equal(1 / 7.0, softened[2], 7);
    }

    /// <summary>
    /// By hand: an undecided student, whose probabilities are 1/3 at any temperature, has a loss of ln 3 for any target. Half of it for the label, and half of 2² times
    /// it for the teacher, is 2.5 ln 3. The gradient is ½ (p - label) + ½ 2 (p - q), with q = 4/7, 2/7 and 1/7.
    /// </summary>
    [Fact]
    public void Blends_a_worked_example()
    {
        float[] error = [(1f / 3) - 1, 1f / 3, 1f / 3];
        double loss = Of(0.5f, 2).Blend([16f / 21, 4f / 21, 1f / 21], [1f / 3, 1f / 3, 1f / 3], Math.Log(3), error);
        Assert.Equal(2.5 * Math.Log(3), loss, 6);
        Assert.Equal((-1 / 3.0) + (1 / 3.0) - (4 / 7.0), error[0], 6);
        Assert.Equal((1 / 6.0) + (1 / 3.0) - (2 / 7.0), error[1], 6);
        Assert.Equal((1 / 6.0) + (1 / 3.0) - (1 / 7.0), error[2], 6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.3f, 1)]
    [InlineData(0.9f, 2)]
    [InlineData(1, 4)]
    [InlineData(0.5f, 20)]
    public void The_gradient_is_that_of_the_loss_by_finite_differences(float weight, float temperature)
    {
        double[] teacher = [2.5, -1, 0.3, 0.9],
            student = [-0.4, 1.2, 0.1, -2];
        const int label = 2;
        double[] probabilities = Softmax(student, 1);
        float[] error = [.. probabilities.Select((p, i) => (float)(p - (i == label ? 1 : 0)))];
        double loss = Of(weight, temperature, student.Length)
            .Blend(Floats(Softmax(teacher, 1)), Floats(probabilities), -Math.Log(probabilities[label]), error);
        Assert.Equal(Loss(student), loss, 5);
        for (int i = 0; i < student.Length; i++)
        {
            const double h = 1e-6;
            student[i] += h;
            double above = Loss(student);
            student[i] -= 2 * h;
            double below = Loss(student);
            student[i] += h;
            Assert.Equal((above - below) / (2 * h), error[i], 5);
        }

        // Straight from the paper: net inputs are divided by the temperature.
        double Loss(double[] netInputs)
        {
            double[] hard = Softmax(netInputs, 1),
                soft = Softmax(netInputs, temperature),
                answer = Softmax(teacher, temperature);
            return -((1 - weight) * Math.Log(hard[label]))
                - (weight * temperature * temperature * answer.Select((q, i) => q * Math.Log(soft[i])).Sum());
        }
    }

    [Fact]
    public void A_probability_of_zero_keeps_loss_and_gradient_finite()
    {
        float[] error = [0, 0, 0];
        double loss = Of(1, 3).Blend([1, 0, 0], [0, 0, 1], 0, error);
        Assert.True(double.IsFinite(loss));
        Assert.Equal([-3f, 0f, 3f], error);
    }

    private static DistillationLoss Of(float weight, float temperature, int classes = 3) =>
        new(new Distillation(TestTeacher.Create()) { Weight = weight, Temperature = temperature }, classes);

    private static double[] Softmax(double[] netInputs, double temperature)
    {
        double[] powers = [.. netInputs.Select(x => Math.Exp(x / temperature))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private static float[] Floats(double[] values) => [.. values.Select(value => (float)value)];
}
