using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;

namespace ModelServing;

/// <summary>The current model, with an engine for each request that is being answered.</summary>
internal sealed class PlantModel
{
    private volatile ObjectPool<PredictionEngine<Plant, PlantPrediction>> _engines = Load();

    /// <summary>Answers a request, by one model from beginning to end.</summary>
    public PlantPrediction Predict(Plant plant)
    {
        var engines = _engines;
        var engine = engines.Get();
        try
        {
            return engine.Predict(plant);
        }
        finally
        {
            engines.Return(engine);
        }
    }

    /// <summary>Reads the file again. Requests that are being answered end with the engines that they have.</summary>
    public void Reload() => _engines = Load();

    private static DefaultObjectPool<PredictionEngine<Plant, PlantPrediction>> Load()
    {
        if (!File.Exists(PlantTraining.ModelFile))
            PlantTraining.Run(CancellationToken.None);
        MLContext context = new();
        return new(new Engines(context, context.Model.Load(PlantTraining.ModelFile, out _)));
    }

    private sealed class Engines(MLContext context, ITransformer model) : PooledObjectPolicy<PredictionEngine<Plant, PlantPrediction>>
    {
        public override PredictionEngine<Plant, PlantPrediction> Create() =>
            context.Model.CreatePredictionEngine<Plant, PlantPrediction>(model);

        public override bool Return(PredictionEngine<Plant, PlantPrediction> obj) => true;
    }
}
