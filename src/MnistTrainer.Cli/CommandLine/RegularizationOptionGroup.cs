using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> against overfitting and divergence.</summary>
internal sealed class RegularizationOptionGroup : OptionGroup
{
    private readonly Option<float?> _l1;
    private readonly Option<float?> _l2;
    private readonly Option<float?> _weightDecay;
    private readonly Option<float?> _maximumNorm;
    private readonly Option<float?> _clipNorm;
    private readonly Option<float?> _clipValue;
    private readonly Option<float?> _labelSmoothing;
    private readonly Option<float?> _average;
    private readonly Option<int?> _earlyStopping;
    private readonly Option<string?> _monitor;
    private readonly Option<float?> _minimumDelta;

    private static readonly Dictionary<string, MonitoredValue> Monitors = new(StringComparer.Ordinal)
    {
        ["loss"] = MonitoredValue.ValidationLoss,
        ["accuracy"] = MonitoredValue.ValidationAccuracy,
    };

    public RegularizationOptionGroup()
    {
        _l1 = AddNumber(
            "--l1",
            "Penalty on the sum of the absolute weights, which makes weights zero: 0.00001",
            NumberRange.NotNegative("0.00001")
        );
        _l2 = AddNumber(
            "--l2",
            "Penalty on half the sum of the squared weights, which makes weights small: 0.0001",
            NumberRange.NotNegative("0.0001")
        );
        _weightDecay = AddNumber(
            "--weight-decay",
            "Fraction of each weight, times the learning rate, to subtract in each step: 0.01",
            NumberRange.NotNegative("0.01")
        );
        _maximumNorm = AddNumber("--max-norm", "Maximum L2 norm of each unit's incoming weights: 3", NumberRange.Positive("3"));
        _clipNorm = AddNumber("--clip-norm", "Maximum L2 norm of the gradient; longer ones are scaled down: 1", NumberRange.Positive("1"));
        _clipValue = AddNumber(
            "--clip-value",
            "Maximum absolute value of each component of the gradient: 0.5",
            NumberRange.Positive("0.5")
        );
        _labelSmoothing = AddNumber(
            "--label-smoothing",
            "Fraction of the target spread evenly over all classes: 0.1",
            NumberRange.Share("0.1")
        );
        _average = AddNumber(
            "--average",
            "Decay of a running average of the weights, which becomes the result: 0.999",
            NumberRange.Between("0.999")
        );
        _earlyStopping = AddWholeNumber(
            "--early-stopping",
            "Stop after N epochs without a better validation loss, and keep the best epoch; needs --validation",
            1
        );
        _monitor = AddNamed(
            "--monitor",
            $"What early stopping monitors on the validation set: {string.Join(" or ", Monitors.Keys)}. Default: loss",
            name => Monitors.ContainsKey(name) ? name : null,
            Monitors.Keys
        );
        _minimumDelta = AddNumber(
            "--minimum-delta",
            "Smallest improvement that counts for early stopping. Default: 0",
            NumberRange.NotNegative("0.001")
        );
    }

    /// <summary>Returns what is invalid about the combination of options, a sentence each.</summary>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        foreach (Option option in (Option[])[_monitor, _minimumDelta])
        {
            if (parsed.GetResult(option) is { Implicit: false } && parsed.GetResult(_earlyStopping) is null)
                yield return $"{option.Name} is a setting of early stopping: it needs --early-stopping, such as --early-stopping 5.";
        }
    }

    /// <summary>Returns the recipe, regularized as the options define.</summary>
    public Recipe Apply(ParseResult parsed, Recipe recipe)
    {
        TrainingOptions training = recipe.Training;
        return recipe with
        {
            Training = training with
            {
                Regularization = training.Regularization with
                {
                    L1 = parsed.Given(_l1) ?? training.Regularization.L1,
                    L2 = parsed.Given(_l2) ?? training.Regularization.L2,
                    FollowsNoise = parsed.Given(_l2) is null && training.Regularization.FollowsNoise,
                    WeightDecay = parsed.Given(_weightDecay) ?? training.Regularization.WeightDecay,
                    MaximumNorm = parsed.Given(_maximumNorm) ?? training.Regularization.MaximumNorm,
                },
                ClipNorm = parsed.Given(_clipNorm) ?? training.ClipNorm,
                ClipValue = parsed.Given(_clipValue) ?? training.ClipValue,
                LabelSmoothing = parsed.Given(_labelSmoothing) ?? training.LabelSmoothing,
                AverageDecay = parsed.Given(_average) ?? training.AverageDecay,
                EarlyStopping = parsed.Given(_earlyStopping) is int patience
                    ? new EarlyStopping(patience)
                    {
                        Monitor = Monitors[parsed.Given(_monitor) ?? "loss"],
                        MinimumDelta = parsed.Given(_minimumDelta) ?? 0,
                    }
                    : training.EarlyStopping,
            },
        };
    }
}
