/* What is done for every character of every draft: folding, sentences, the reader's scores, and looking for anchors.

   An accelerator, and nothing but that: `ear.py` beside it does without where this is not compiled, and
   tests/match/test_ear.py holds the two to the same answers. What a character is, and how an odd case is folded, is asked of
   Python; nothing of the language is known here. Scores are computed step by step as `reader.py` and `weigher.py` do,
   in the order in which Python adds, so that they are the same to the last bit. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>

#define LONGEST 4    /* characters of an n-gram */
#define FARTHEST 7   /* characters from the first to the second of a pair that stands apart */
#define ANY 0xFDD0   /* stands for each character beyond the basic plane there */
#define NEIGHBOURS 2 /* sentences on each side that are heard together */
#define BEST 3
#define FEATURES 29
#define MOST_RULES 4096
#define MOST_UNITS 256
#define FORM 7       /* of what is said between here and ear.py */
#define KNOWN_CODES 0x40000
#define DROPPED 0x1FFFFF
#define MUCH 5000    /* after so many characters a table of pairs has paid */
#define NOBODY (-1.0)
#define HEAD_BITS 16 /* of the filter of what words begin with */
#define FAR 255      /* characters; a match that reaches so far is not asked what must stand in it */

/* Bits of a description: the folded character (21), flags (16), the unit of the table that stands for it (16), one more flag,
   known (1). */
#define TARGET(d) ((uint32_t)((d) & 0x1FFFFF))
#define UNIT(d) ((uint16_t)((d) >> 37))
#define FLAG(n) (1ULL << (21 + (n)))
#define SPACE FLAG(0)
#define ALNUM FLAG(1)
#define STOP FLAG(2)
#define CLOSER FLAG(3)
#define HAN FLAG(4)
#define STREWN FLAG(5)
#define QUOTE FLAG(6)
#define HANT FLAG(7)
#define HANS FLAG(8)
#define CHINESE FLAG(9)
#define ODD FLAG(10)       /* a line with this character is folded by Python */
#define COPULA FLAG(11)    /* one with this is too, unless the next two tell that it is innocent */
#define BEFORE FLAG(12)
#define AFTER FLAG(13)
#define PAIRED FLAG(14)    /* the second of two characters that are one odd word */
#define BREAKS FLAG(15)    /* no label of a turn reaches over it */
#define CLAUSE (1ULL << 53) /* ends a clause */
#define KNOWN (1ULL << 63)

typedef struct {
    Py_ssize_t start, end;
    double score;
} Range;

typedef struct {
    Py_ssize_t at, size;
    int64_t own, around, known, count;
    double general;
    int heard;
    double mine, excuse, beside, mean, step, apart, best[BEST];
} Sentence;

typedef struct {
    uint32_t head, tail;         /* the first two units, the others */
    int16_t own, around;
} Gram;

typedef struct {
    uint32_t units;
    int32_t weight;              /* 0 where the place is free */
} Apart;

typedef struct {
    uint32_t *words;             /* the characters of all of them, sorted, one after the other */
    Py_ssize_t *ends;
    uint32_t *first;             /* by first unit below 0x10000: where the words begin */
    uint8_t *heads;              /* a bit for a hash of two first characters with which a word begins */
    PyObject *entries;           /* for each word a tuple of entries */
} Words;

typedef struct {
    Py_ssize_t count;
    uint32_t *words;             /* the characters of all wordings, one after the other */
    Py_ssize_t *ends;
    uint32_t *first;             /* by the lower half of a character: where its postings begin */
    uint32_t *postings;          /* the wordings that hold it, each as often as it does */
} Wordings;

typedef struct {
    Py_ssize_t sets, entries;    /* how many sets of characters; of how many entries the needs are known */
    uint32_t *first, *holding;   /* by the lower half of a character the sets that hold it */
    uint32_t *ends, *wanted;     /* for each entry the sets of each of which one character must stand in a match */
} Needs;

typedef struct {
    PyObject_HEAD
    Py_buffer keys, own, around, apart_keys, apart;
    Py_ssize_t number;
    uint32_t *first;             /* where the keys of each first unit begin */
    uint32_t *begun;             /* by a hash of two first units where the n-grams begin that begin so (15 bits of the hash, 17 of
                                    the place and one more; 0 where the slot is free); made where much is heard */
    int begun_bits;
    Gram *grams;                 /* the table with its weights beside each other; made with these */
    Apart *pairs_apart;          /* the pairs that stand apart, by a hash of them; made where much is heard */
    int apart_bits;
    Py_ssize_t heard;
    uint64_t *described;
    PyObject *describe, *fold, *aside, *block;
    PyObject **blocks;
    Py_ssize_t block_count, block_rows, width;
    double scale, bias, beside, hopeless, far_below, class_scale, apart_scale, apart_bias;
    double *class_bias;
    Py_ssize_t units;
    double *hidden, *answer;     /* rows of FEATURES weights and a bias; a weight a unit and a bias */
    Py_ssize_t longest_piece, least, least_beside;
    Py_ssize_t shortest, by_distance, longest; /* clauses in which a slip is looked for, wordings that distance is asked of */
    uint64_t pairs[16];
    int pair_count;
    Words standing;              /* anchors of what finds something, with the entries that always count */
    Words all;                   /* every anchor, with all its entries */
    Needs needs;                 /* what must stand in what an entry finds */
    int32_t *reaches;            /* of each entry how far a match reaches; -1 where it finds nothing by itself */
    Py_ssize_t reach_count, farthest;
    Wordings wordings;           /* what a slip of the keyboard is compared with */
    Py_ssize_t standing_count;   /* and how many of these there are */
} Ear;

typedef struct {
    uint32_t *text;
    uint32_t *index;
    Py_ssize_t size;
    int moved;
    int64_t hant, hans;
    int chinese, broken; /* with a lone surrogate */
} Folded;

typedef struct {
    Range *ranges;
    Py_ssize_t count, room;
    Sentence *sentences;
    uint32_t *said;              /* what is said in the sentences, one after the other */
    Py_ssize_t said_size, said_room;
} Reading;

/* ---- characters ---- */

static uint64_t asked(Ear *ear, uint32_t code)
{
    PyObject *found = PyObject_CallFunction(ear->describe, "I", code);
    uint64_t described;
    if (!found)
        return 0;
    described = PyLong_AsUnsignedLongLong(found);
    Py_DECREF(found);
    if (PyErr_Occurred())
        return 0;
    described |= KNOWN;
    if (code < KNOWN_CODES)
        ear->described[code] = described;
    return described;
}

/* 0 with an exception set where Python could not say. */
static inline uint64_t described(Ear *ear, uint32_t code)
{
    if (code < KNOWN_CODES && ear->described[code])
        return ear->described[code];
    return asked(ear, code);
}

static uint32_t *codes_of(PyObject *text, Py_ssize_t *size)
{
    uint32_t *codes;
    *size = PyUnicode_GET_LENGTH(text);
    codes = PyMem_Malloc((*size + 1) * sizeof(uint32_t));
    if (!codes) {
        PyErr_NoMemory();
        return NULL;
    }
    if (*size && !PyUnicode_AsUCS4(text, codes, *size, 0)) {
        PyMem_Free(codes);
        return NULL;
    }
    return codes;
}

static PyObject *text_of(const uint32_t *codes, Py_ssize_t size)
{
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, codes, size);
}

/* ---- folding ---- */

static int is_odd_pair(Ear *ear, uint32_t first, uint32_t second)
{
    uint64_t pair = (uint64_t)first << 32 | second;
    for (int n = 0; n < ear->pair_count; n++)
        if (ear->pairs[n] == pair)
            return 1;
    return 0;
}

/* What Python makes of a line, put after what is folded already. */
static int folded_by_python(Ear *ear, const uint32_t *codes, Py_ssize_t start, Py_ssize_t end, Folded *out)
{
    /* Where a text begins is not where a line does, so the line end before it comes along, and goes again. */
    int broken = start > 0;
    start -= broken;
    PyObject *text = text_of(codes + start, end - start), *pair = NULL, *folded, *index;
    int failed = -1;
    if (!text)
        return -1;
    pair = PyObject_CallFunctionObjArgs(ear->fold, text, NULL);
    Py_DECREF(text);
    if (!pair)
        return -1;
    if (!PyTuple_Check(pair) || PyTuple_GET_SIZE(pair) != 2 || !PyUnicode_Check(PyTuple_GET_ITEM(pair, 0))) {
        PyErr_SetString(PyExc_TypeError, "fold must give a text and its index");
        goto done;
    }
    folded = PyTuple_GET_ITEM(pair, 0);
    index = PyTuple_GET_ITEM(pair, 1);
    Py_ssize_t size = PyUnicode_GET_LENGTH(folded);
    if (size > end - start || size < broken) {
        PyErr_SetString(PyExc_ValueError, "a folded line is never longer, and keeps its ends");
        goto done;
    }
    for (Py_ssize_t n = broken; n < size; n++) {
        Py_ssize_t from = n;
        if (index != Py_None) {
            PyObject *number = PySequence_GetItem(index, n);
            if (!number)
                goto done;
            from = PyLong_AsSsize_t(number);
            Py_DECREF(number);
            if (from == -1 && PyErr_Occurred())
                goto done;
        }
        out->moved |= start + from != out->size;
        out->index[out->size] = (uint32_t)(start + from);
        out->text[out->size++] = PyUnicode_READ_CHAR(folded, n);
    }
    failed = 0;
done:
    Py_DECREF(pair);
    return failed;
}

static int fold_line(Ear *ear, const uint32_t *codes, Py_ssize_t start, Py_ssize_t end, Folded *out)
{
    Py_ssize_t begun = out->size, i = start;
    int odd = 0;
    while (i < end) {
        uint64_t d = described(ear, codes[i]);
        if (!d)
            return -1;
        if (d & ODD) {
            out->size = begun;
            return folded_by_python(ear, codes, start, end, out);
        }
        if (d & STREWN) {
            /* A run between two Chinese characters goes. */
            Py_ssize_t stop = i + 1;
            uint64_t next = 0;
            while (stop < end) {
                if (!(next = described(ear, codes[stop])))
                    return -1;
                if (!(next & STREWN))
                    break;
                stop++;
            }
            uint64_t before = i > start ? described(ear, codes[i - 1]) : 0;
            if (stop < end && (before & HAN) && (next & HAN)) {
                i = stop;
                continue;
            }
            for (; i < stop; i++) {
                uint32_t target = TARGET(described(ear, codes[i]));
                if (target != DROPPED) {
                    out->text[out->size] = target;
                    out->index[out->size++] = (uint32_t)i;
                }
            }
            continue;
        }
        uint32_t target = TARGET(d);
        if (target != DROPPED) {
            uint64_t t = described(ear, target);
            if (!t)
                return -1;
            if (t & (COPULA | PAIRED))
                odd = 1;
            out->text[out->size] = target;
            out->index[out->size++] = (uint32_t)i;
        }
        i++;
    }
    if (odd) {
        for (Py_ssize_t n = begun, last = out->size; n < last; n++) {
            uint64_t t = described(ear, out->text[n]);
            uint64_t before = n > begun ? described(ear, out->text[n - 1]) : 0;
            uint64_t after = n + 1 < last ? described(ear, out->text[n + 1]) : 0;
            if (((t & PAIRED) && n > begun && is_odd_pair(ear, out->text[n - 1], out->text[n]))
                || ((t & COPULA) && !(before & BEFORE) && !(after & AFTER))) {
                out->size = begun;
                return folded_by_python(ear, codes, start, end, out);
            }
        }
    }
    return 0;
}

/* 0, or -1 with an exception set. */
static int folded_of(Ear *ear, const uint32_t *codes, Py_ssize_t size, Folded *out)
{
    Py_ssize_t start = 0;
    memset(out, 0, sizeof *out);
    out->text = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    out->index = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    if (!out->text || !out->index) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        uint64_t d = described(ear, codes[i]);
        if (!d)
            return -1;
        out->hant += (d & HANT) != 0;
        out->hans += (d & HANS) != 0;
        out->chinese |= (d & CHINESE) != 0;
        out->broken |= codes[i] >= 0xD800 && codes[i] <= 0xDFFF;
    }
    while (start < size) {
        Py_ssize_t end = start;
        while (end < size && codes[end] != '\n')
            end++;
        if (end < size)
            end++;
        if (fold_line(ear, codes, start, end, out) < 0)
            return -1;
        start = end;
    }
    out->moved |= out->size != size;
    return 0;
}

static void folded_free(Folded *out)
{
    PyMem_Free(out->text);
    PyMem_Free(out->index);
}

/* ---- n-grams ---- */

/* The first place from `low` on, and before `high`, of a key that is not below; without a branch that could be guessed wrong. */
static inline const uint64_t *lower(const uint64_t *low, const uint64_t *high, uint64_t wanted)
{
    Py_ssize_t left = high - low;
    while (left > 1) {
        Py_ssize_t half = left / 2;
        low += low[half - 1] < wanted ? half : 0;
        left -= half;
    }
    return low + (left == 1 && *low < wanted);
}

static inline uint32_t hashed(uint32_t units)
{
    return units * 2654435761u;
}

/* The first n-gram that begins with two units, or is a single one and nothing; NULL where there is none. */
static inline const Gram *begun_with(const Ear *ear, uint32_t units)
{
    uint32_t hash = hashed(units), mask = ((uint32_t)1 << ear->begun_bits) - 1, slot;
    for (uint32_t at = hash >> (32 - ear->begun_bits); (slot = ear->begun[at]); at = (at + 1) & mask)
        if (slot >> 17 == (hash & 0x7FFF) && ear->grams[(slot & 0x1FFFF) - 1].head == units)
            return ear->grams + (slot & 0x1FFFF) - 1;
    return NULL;
}

#ifdef __GNUC__
#define FETCH(place) __builtin_prefetch(place)
#else
#define FETCH(place) (void)(place)
#endif
/* Asks for the memory that `known_among` will look at: most of it was not touched for long, and it comes while we go on. */
static void fetch(const Ear *ear, const uint16_t *units, Py_ssize_t size)
{
    int shift = 32 - ear->begun_bits;
    for (Py_ssize_t at = 0; at + 1 < size; at++) {
        FETCH(ear->begun + (hashed((uint32_t)units[at] << 16) >> shift));
        FETCH(ear->begun + (hashed((uint32_t)units[at] << 16 | units[at + 1]) >> shift));
    }
    for (Py_ssize_t at = 0; at + 1 < size; at++) {
        FETCH(ear->grams + (ear->begun[hashed((uint32_t)units[at] << 16) >> shift] & 0x1FFFF));
        FETCH(ear->grams + (ear->begun[hashed((uint32_t)units[at] << 16 | units[at + 1]) >> shift] & 0x1FFFF));
    }
}

static int know_grams(Ear *ear)
{
    const uint64_t *keys = ear->keys.buf;
    const int16_t *own = ear->own.buf, *around = ear->around.buf;
    Py_ssize_t different = 0;
    if (ear->grams || ear->number >= 0x1FFFF)
        return 0;
    for (Py_ssize_t n = 0; n < ear->number; n++)
        different += !n || keys[n] >> 32 != keys[n - 1] >> 32;
    ear->begun_bits = 8;
    while (((Py_ssize_t)1 << ear->begun_bits) < 2 * different)
        ear->begun_bits++;
    Gram *grams = PyMem_Malloc((ear->number + 1) * sizeof(Gram));
    if (!grams || !(ear->begun = PyMem_Calloc((size_t)1 << ear->begun_bits, sizeof(uint32_t)))) {
        PyMem_Free(grams);
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t n = 0; n < ear->number; n++) {
        uint32_t units = (uint32_t)(keys[n] >> 32), hash = hashed(units), at = hash >> (32 - ear->begun_bits);
        grams[n] = (Gram){units, (uint32_t)keys[n], own[n], around[n]};
        if (n && units == keys[n - 1] >> 32)
            continue;
        while (ear->begun[at])
            at = (at + 1) & (((uint32_t)1 << ear->begun_bits) - 1);
        ear->begun[at] = (hash & 0x7FFF) << 17 | (uint32_t)(n + 1);
    }
    ear->grams = grams;
    return 0;
}

static int know_apart(Ear *ear)
{
    const uint32_t *keys = ear->apart_keys.buf;
    const int16_t *weights = ear->apart.buf;
    Py_ssize_t number = ear->apart_keys.len / 4;
    int bits = 8;
    while (((Py_ssize_t)1 << bits) < 2 * number)
        bits++;
    if (bits > 30 || !(ear->pairs_apart = PyMem_Calloc((size_t)1 << bits, sizeof(Apart)))) {
        PyErr_NoMemory();
        return -1;
    }
    ear->apart_bits = bits;
    for (Py_ssize_t n = 0; n < number; n++)
        if (weights[n]) {
            uint32_t at = (keys[n] * 2654435761u) >> (32 - bits);
            while (ear->pairs_apart[at].weight)
                at = (at + 1) & (((uint32_t)1 << bits) - 1);
            ear->pairs_apart[at] = (Apart){keys[n], weights[n]};
        }
    return 0;
}

static inline uint32_t apart_slot(const Ear *ear, uint32_t units)
{
    return (units * 2654435761u) >> (32 - ear->apart_bits);
}

/* The weight of a pair that stands apart. */
static inline int32_t apart_weight(const Ear *ear, uint32_t units)
{
    if (ear->pairs_apart) {
        uint32_t at = apart_slot(ear, units);
        while (ear->pairs_apart[at].weight && ear->pairs_apart[at].units != units)
            at = (at + 1) & (((uint32_t)1 << ear->apart_bits) - 1);
        return ear->pairs_apart[at].weight;
    }
    const uint32_t *keys = ear->apart_keys.buf;
    Py_ssize_t low = 0, high = ear->apart_keys.len / 4, number = high;
    while (low < high) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (keys[middle] < units)
            low = middle + 1;
        else
            high = middle;
    }
    return low < number && keys[low] == units ? ((const int16_t *)ear->apart.buf)[low] : 0;
}

static inline int is_before(const Gram *gram, uint64_t wanted)
{
    return ((uint64_t)gram->head << 32 | gram->tail) < wanted;
}

/* The first gram from `low` on that is not before the wanted one, which is not far. */
static inline const Gram *gram_from(const Gram *low, const Gram *end, uint64_t wanted)
{
    Py_ssize_t step = 1;
    if (low == end || !is_before(low, wanted))
        return low;
    while (end - low > step && is_before(low + step, wanted)) {
        low += step;
        step *= 2;
    }
    const Gram *high = end - low > step ? low + step : end;
    while (high - low > 1) {
        const Gram *middle = low + (high - low) / 2;
        if (is_before(middle, wanted))
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* As `known_at`, where much is heard: by two units it is known where the n-grams stand that begin with them. */
static inline int known_among(const Ear *ear, const uint16_t *units, Py_ssize_t left, Py_ssize_t *found)
{
    int count = 0;
    uint32_t head = (uint32_t)units[0] << 16;
    const Gram *gram = begun_with(ear, head), *end = ear->grams + ear->number;
    if (gram && !gram->tail)
        found[count++] = gram - ear->grams;
    if (left < 2 || !(gram = begun_with(ear, head | units[1])))
        return count;
    head |= units[1];
    if (!gram->tail)
        found[count++] = gram - ear->grams;
    for (int size = 3; size <= LONGEST && size <= left; size++) {
        uint32_t tail = (uint32_t)units[2] << 16 | (size > 3 ? units[3] : 0);
        gram = gram_from(gram, end, (uint64_t)head << 32 | tail);
        if (gram < end && gram->head == head && gram->tail == tail)
            found[count++] = gram - ear->grams;
    }
    return count;
}

/* The numbers of the known n-grams that begin at the first of some units; how many. Keys are sorted, so those that go on
   alike stand together. */
static int known_at(Ear *ear, const uint16_t *units, Py_ssize_t left, Py_ssize_t *found)
{
    if (ear->grams)
        return known_among(ear, units, left, found);
    const uint64_t *keys = ear->keys.buf, *low = keys + ear->first[units[0]], *high = keys + ear->first[units[0] + 1];
    uint64_t prefix = (uint64_t)units[0] << 48;
    int count = 0;
    for (int size = 1; low < high; size++) {
        if (*low == prefix)
            found[count++] = low - keys;
        if (size == LONGEST || size == left)
            break;
        int shift = 48 - 16 * size;
        prefix |= (uint64_t)units[size] << shift;
        low = lower(low, high, prefix);
        if (low == high || *low >> shift != prefix >> shift)
            break;
        /* What goes on alike is mostly short; a few keys too many do no harm, as each is compared as a whole. */
        const uint64_t *end = low + 1;
        for (Py_ssize_t step = 1; end < high && *end >> shift == prefix >> shift; step *= 2)
            end = high - end > step ? end + step : high;
        high = end;
    }
    return count;
}

/* Units of a text with its edges marked, into `units`. */
static int units_of(Ear *ear, const uint32_t *said, Py_ssize_t size, uint16_t *units)
{
    units[0] = '^';
    for (Py_ssize_t i = 0; i < size; i++) {
        uint64_t d = described(ear, said[i]);
        if (!d)
            return -1;
        units[i + 1] = UNIT(d);
    }
    units[size + 1] = '$';
    return 0;
}

static int64_t ngrams(Py_ssize_t size)
{
    int64_t marked = size + 2;
    return marked >= LONGEST ? LONGEST * marked - LONGEST * (LONGEST - 1) / 2 : marked * (marked + 1) / 2;
}

static inline void add_rows(int32_t *totals, const uint8_t *const *rows, int count, Py_ssize_t width)
{
    for (int n = 0; n < count; n++)
        for (Py_ssize_t rule = 0; rule < width; rule++)
            totals[rule] += (int32_t)rows[n][rule] - 128;
}

/* The sums of a sentence, and of its rules where `totals` is given. */
static int measure(Ear *ear, const uint32_t *said, Py_ssize_t size, Sentence *sentence, int32_t *totals)
{
    const int16_t *own = ear->own.buf, *around = ear->around.buf;
    uint16_t few[MOST_UNITS], *units = few;
    const uint8_t *rows[LONGEST];
    Py_ssize_t found[LONGEST];
    int failed = -1, waiting = 0;
    if (size + 2 > MOST_UNITS && !(units = PyMem_Malloc((size + 2) * sizeof(uint16_t)))) {
        PyErr_NoMemory();
        return -1;
    }
    if (units_of(ear, said, size, units) < 0)
        goto done;
    if (totals)
        memset(totals, 0, ear->width * sizeof(int32_t));
    else
        sentence->own = sentence->around = sentence->known = 0, sentence->count = ngrams(size);
    if (ear->grams)
        fetch(ear, units, size + 2);
    for (Py_ssize_t at = 0; at < size + 2; at++) {
        int count = known_at(ear, units + at, size + 2 - at, found);
        if (totals)
            add_rows(totals, rows, waiting, ear->width), waiting = count;
        else
            sentence->known += count;
        for (int n = 0; n < count; n++) {
            if (!totals) {
                sentence->own += ear->grams ? ear->grams[found[n]].own : own[found[n]];
                sentence->around += ear->grams ? ear->grams[found[n]].around : around[found[n]];
                continue;
            }
            Py_ssize_t block = found[n] / ear->block_rows;
            if (!ear->blocks[block]) {
                PyObject *bytes = PyObject_CallFunction(ear->block, "n", block);
                if (!bytes)
                    goto done;
                if (!PyBytes_Check(bytes) || PyBytes_GET_SIZE(bytes) < (found[n] % ear->block_rows + 1) * ear->width) {
                    Py_DECREF(bytes);
                    PyErr_SetString(PyExc_ValueError, "the reader file is cut short; make it again with: tonecheck rules learn");
                    goto done;
                }
                /* Another thread may have been as far meanwhile, and may be adding up rows of its block. */
                if (ear->blocks[block])
                    Py_DECREF(bytes);
                else
                    ear->blocks[block] = bytes;
            }
            rows[n] = (const uint8_t *)PyBytes_AS_STRING(ear->blocks[block]) + found[n] % ear->block_rows * ear->width;
            FETCH(rows[n]);
            FETCH(rows[n] + ear->width - 1);
        }
    }
    if (totals)
        add_rows(totals, rows, waiting, ear->width);
    failed = 0;
done:
    if (units != few)
        PyMem_Free(units);
    return failed;
}

/* ---- scores, as Reader.scores ---- */

/* Adds as `sum` does: since Python 3.12 with what was lost in rounding kept apart. */
typedef struct {
    double total, lost;
} Sum;

static inline void add(Sum *sum, double value)
{
#if PY_VERSION_HEX >= 0x030C0000
    double next = sum->total + value;
    sum->lost += fabs(sum->total) >= fabs(value) ? (sum->total - next) + value : (value - next) + sum->total;
    sum->total = next;
#else
    sum->total += value;
#endif
}

static inline double total_of(const Sum *sum)
{
    return sum->lost != 0.0 && isfinite(sum->lost) ? sum->total + sum->lost : sum->total;
}

/* A score for each rule, and last that of a next step; to be freed. */
static double *rule_scores(Ear *ear, const uint32_t *said, Py_ssize_t size)
{
    Sentence sentence;
    int32_t *totals = PyMem_Malloc(ear->width * sizeof(int32_t));
    double *scores = PyMem_Malloc(ear->width * sizeof(double)), scale = ear->class_scale / sqrt((double)ngrams(size));
    if (!totals || !scores)
        PyErr_NoMemory();
    if (!totals || !scores || measure(ear, said, size, &sentence, totals) < 0) {
        PyMem_Free(totals);
        PyMem_Free(scores);
        return NULL;
    }
    for (Py_ssize_t rule = 0; rule < ear->width; rule++)
        scores[rule] = totals[rule] * scale + ear->class_bias[rule];
    PyMem_Free(totals);
    return scores;
}

/* A character of a sentence with its edges marked, as pairs know it. */
static inline uint32_t unit_at(const uint32_t *said, Py_ssize_t size, Py_ssize_t at)
{
    uint32_t code = at == 0 ? '^' : at == size + 1 ? '$' : said[at - 1];
    return code > 0xFFFF ? ANY : code;
}

/* What the pairs of a sentence say that stand apart, as PairWeights.score. */
static double apart_of(const Ear *ear, const uint32_t *said, Py_ssize_t size)
{
    int64_t total = 0, count = 0;
    for (Py_ssize_t at = 0; at < size + 2; at++) {
        uint32_t first = unit_at(said, size, at) << 16;
        Py_ssize_t last = at + FARTHEST < size + 2 ? at + FARTHEST + 1 : size + 2;
        if (ear->pairs_apart && at + 1 < size + 2)
            for (Py_ssize_t other = at + 3; other < size + 2 && other <= at + 1 + FARTHEST; other++)
                FETCH(ear->pairs_apart + apart_slot(ear, unit_at(said, size, at + 1) << 16 | unit_at(said, size, other)));
        for (Py_ssize_t other = at + 2; other < last; other++) {
            total += apart_weight(ear, first | unit_at(said, size, other));
            count++;
        }
    }
    return ear->apart_bias + ear->apart_scale * (double)total / sqrt((double)(count ? count : 1));
}

static int hear(Ear *ear, const uint32_t *said, Sentence *sentence)
{
    if (sentence->heard)
        return 0;
    double *scores = rule_scores(ear, said + sentence->at, sentence->size);
    if (!scores)
        return -1;
    double scale = ear->scale / sqrt((double)sentence->count);
    Sum rules = {0.0, 0.0};
    for (int n = 0; n < BEST; n++)
        sentence->best[n] = NOBODY;
    for (Py_ssize_t rule = 0; rule < ear->width; rule++) {
        double score = scores[rule];
        if (rule == ear->width - 1) {
            sentence->step = score;
            break;
        }
        add(&rules, score);
        for (int n = 0; n < BEST; n++)
            if (score > sentence->best[n]) {
                double other = sentence->best[n];
                sentence->best[n] = score;
                score = other;
            }
    }
    PyMem_Free(scores);
    sentence->mine = scale * (double)sentence->own;
    sentence->excuse = scale * (double)sentence->around;
    sentence->beside = sentence->general - ear->bias - sentence->mine;
    sentence->mean = total_of(&rules) / (double)(ear->width - 1);
    sentence->apart = apart_of(ear, said + sentence->at, sentence->size);
    sentence->heard = 1;
    return 0;
}

static double weighed(Ear *ear, const Sentence *all, Py_ssize_t first, Py_ssize_t place, Py_ssize_t last)
{
    const Sentence *mine = all + place;
    double features[FEATURES], *f = features;
    double own_low = 0.0, own_high = 0.0, excuse_low = 0.0, excuse_high = 0.0, best = NOBODY, step = NOBODY;
    double apart_low = NOBODY, apart_high = NOBODY;
    int beside = 0;
    for (Py_ssize_t n = first; n < last; n++) {
        if (n == place)
            continue;
        const Sentence *b = all + n;
        if (!beside || b->mine < own_low)
            own_low = b->mine;
        if (!beside || b->mine > own_high)
            own_high = b->mine;
        if (!beside || b->excuse < excuse_low)
            excuse_low = b->excuse;
        if (!beside || b->excuse > excuse_high)
            excuse_high = b->excuse;
        if (!beside || b->best[0] > best)
            best = b->best[0];
        if (!beside || b->step > step)
            step = b->step;
        if (!beside || b->apart < apart_low)
            apart_low = b->apart;
        if (!beside || b->apart > apart_high)
            apart_high = b->apart;
        beside++;
    }
    *f++ = mine->mine;
    *f++ = mine->beside;
    *f++ = mine->general + mine->best[0];
    for (int n = 0; n < BEST; n++)
        *f++ = mine->best[n];
    *f++ = mine->mean;
    *f++ = log((double)mine->count);
    *f++ = (double)mine->known / (double)mine->count;
    *f++ = (double)beside;
    *f++ = (double)(first < place);
    *f++ = (double)(place + 1 < last);
    *f++ = own_low;
    *f++ = own_high;
    *f++ = excuse_low;
    *f++ = excuse_high;
    *f++ = best;
    *f++ = step;
    *f++ = mine->apart;
    *f++ = apart_low;
    *f++ = apart_high;
    const Sentence *next = place + 1 < last ? mine + 1 : NULL, *previous = first < place ? mine - 1 : NULL;
    for (int n = 0; n < 2; n++) {
        const Sentence *other = n ? previous : next;
        *f++ = other ? other->mine : 0.0;
        *f++ = other ? other->excuse : 0.0;
        *f++ = other ? other->best[0] : NOBODY;
        *f++ = other ? other->step : NOBODY;
    }
    Sum answer = {0.0, 0.0};
    for (Py_ssize_t unit = 0; unit < ear->units; unit++) {
        const double *row = ear->hidden + unit * (FEATURES + 1);
        Sum heard = {0.0, 0.0};
        for (int n = 0; n < FEATURES; n++)
            add(&heard, row[n] * features[n]);
        double loud = total_of(&heard) + row[FEATURES];
        if (loud > 0)
            add(&answer, ear->answer[unit] * loud);
    }
    return total_of(&answer) + ear->answer[ear->units];
}

/* The scores of sentences that stand in one turn. */
static int score_all(Ear *ear, const uint32_t *said, Sentence *all, Py_ssize_t count, double *scores)
{
    int hopeless = 1;
    for (Py_ssize_t i = 0; i < count; i++)
        if (measure(ear, said + all[i].at, all[i].size, all + i, NULL) < 0)
            return -1;
    for (Py_ssize_t i = 0; i < count; i++) {
        double score = ear->bias + ear->scale * (double)all[i].own / sqrt((double)all[i].count);
        if (count > 1) {
            int64_t around = 0, size = 0;
            for (Py_ssize_t n = i > NEIGHBOURS ? i - NEIGHBOURS : 0; n < count && n <= i + NEIGHBOURS; n++)
                if (n != i) {
                    around += all[n].around;
                    size += all[n].count;
                }
            double theirs = ear->scale * (double)around / sqrt((double)size);
            score += theirs + ear->beside;
        }
        all[i].general = score;
        hopeless &= score <= ear->hopeless;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (hopeless || !(all[i].general > ear->hopeless)) {
            scores[i] = all[i].general - ear->far_below;
            continue;
        }
        Py_ssize_t first = i > NEIGHBOURS ? i - NEIGHBOURS : 0, last = i + NEIGHBOURS + 1 < count ? i + NEIGHBOURS + 1 : count;
        for (Py_ssize_t n = first; n < last; n++)
            if (hear(ear, said, all + n) < 0)
                return -1;
        scores[i] = weighed(ear, all, first, i, last);
    }
    return 0;
}

/* ---- the sentences of a folded draft that one side says ---- */

static int is_stop(const uint32_t *text, Py_ssize_t size, Py_ssize_t at, uint64_t next)
{
    uint32_t before = at ? text[at - 1] : 0, after = at + 1 < size ? text[at + 1] : 0;
    int letter = before >= 'a' && before <= 'z', digit = before >= '0' && before <= '9';
    if (!letter && !digit && !((after >= '0' && after <= '9') || (after >= 'a' && after <= 'z')))
        return 1;
    return letter && (at + 1 == size || (next & SPACE));
}

static int grow(void **room, Py_ssize_t *have, Py_ssize_t need, size_t size)
{
    if (need <= *have)
        return 0;
    Py_ssize_t wanted = need + need / 2 + 16;
    void *larger = PyMem_Realloc(*room, wanted * size);
    if (!larger) {
        PyErr_NoMemory();
        return -1;
    }
    *room = larger;
    *have = wanted;
    return 0;
}

/* Takes a range in where it says something; quoted words are left out of what is said. */
static int take(Ear *ear, const uint32_t *text, Py_ssize_t start, Py_ssize_t end, const Py_ssize_t *quotes, Py_ssize_t quoted,
                Py_ssize_t *near, Reading *out)
{
    Py_ssize_t said = out->said_size, at = start, letters = 0, sentences = out->room;
    if (grow((void **)&out->said, &out->said_room, said + end - start, sizeof(uint32_t)) < 0)
        return -1;
    while (*near < quoted && quotes[2 * *near + 1] <= start)
        ++*near;
    for (Py_ssize_t n = *near; n < quoted && quotes[2 * n] < end; n++) {
        Py_ssize_t a = quotes[2 * n], b = quotes[2 * n + 1];
        if (a <= start && end <= b)
            continue;
        for (; at < a; at++)
            out->said[said++] = text[at];
        at = b < end ? b : end;
    }
    for (; at < end; at++)
        out->said[said++] = text[at];
    for (Py_ssize_t n = out->said_size; n < said; n++) {
        uint64_t d = described(ear, out->said[n]);
        if (!d)
            return -1;
        letters += (d & ALNUM) != 0;
    }
    if (letters < (said - out->said_size == end - start ? ear->least : ear->least_beside))
        return 0;
    if (grow((void **)&out->ranges, &out->room, out->count + 1, sizeof(Range)) < 0
        || (out->room != sentences && grow((void **)&out->sentences, &sentences, out->room, sizeof(Sentence)) < 0))
        return -1;
    out->ranges[out->count] = (Range){start, end, 0.0};
    memset(out->sentences + out->count, 0, sizeof(Sentence));
    out->sentences[out->count].at = out->said_size;
    out->sentences[out->count].size = said - out->said_size;
    out->count++;
    out->said_size = said;
    return 0;
}

/* What Python tells of a draft: quotations as pairs of places; turns as start, end and whether it is staff's. */
typedef struct {
    Py_ssize_t *quotes, quoted, *turns, taken;
} Asides;

static void asides_free(Asides *asides)
{
    PyMem_Free(asides->quotes);
    PyMem_Free(asides->turns);
}

/* Rows of numbers from a sequence of tuples, in order; 1 where one begins before another ends, -1 with an exception set. */
static int rows_of(PyObject *sequence, int width, Py_ssize_t **rows, Py_ssize_t *count)
{
    PyObject *fast = PySequence_Fast(sequence, "quotations and turns are lists");
    Py_ssize_t last = 0;
    int status = 0;
    if (!fast)
        return -1;
    *count = PySequence_Fast_GET_SIZE(fast);
    if (!(*rows = PyMem_Malloc((width * *count + 1) * sizeof(Py_ssize_t)))) {
        PyErr_NoMemory();
        status = -1;
    }
    for (Py_ssize_t n = 0; !status && n < *count; n++) {
        Py_ssize_t *row = *rows + width * n;
        if (!PyArg_ParseTuple(PySequence_Fast_GET_ITEM(fast, n), width == 2 ? "nn" : "nnn", row, row + 1, row + 2))
            status = -1;
        else if (row[0] < last)
            status = 1;
        else
            last = row[1];
    }
    Py_DECREF(fast);
    return status;
}

/* Asks Python for quotations and turns, where there may be any; 1 where that is nothing for us. */
static int asides_of(PyObject *aside, Ear *ear, const uint32_t *text, Py_ssize_t size, Asides *asides)
{
    int needed = 0, broken = 0, status;
    memset(asides, 0, sizeof *asides);
    for (Py_ssize_t i = 0; i < size && !needed; i++) {
        uint64_t d = described(ear, text[i]);
        if (!d)
            return -1;
        if (text[i] == '\n')
            broken = 0;
        broken |= (d & BREAKS) != 0;
        needed = (d & QUOTE) || (text[i] == ':' && !broken);
    }
    if (!needed)
        return 0;
    PyObject *folded = text_of(text, size);
    if (!folded)
        return -1;
    PyObject *found = PyObject_CallFunctionObjArgs(aside, folded, NULL);
    Py_DECREF(folded);
    if (!found)
        return -1;
    if (found == Py_None)
        status = 1;
    else if (PyTuple_Check(found) && PyTuple_GET_SIZE(found) == 2) {
        status = rows_of(PyTuple_GET_ITEM(found, 0), 2, &asides->quotes, &asides->quoted);
        if (!status)
            status = rows_of(PyTuple_GET_ITEM(found, 1), 3, &asides->turns, &asides->taken);
    } else
        status = rows_of(found, 2, &asides->quotes, &asides->quoted);
    Py_DECREF(found);
    return status;
}

static int line_ends(const uint32_t *text, Py_ssize_t start, Py_ssize_t end)
{
    for (; start < end; start++)
        if (text[start] == '\n')
            return 1;
    return 0;
}

/* Takes a sentence in, in pieces where it is long. */
static int take_pieces(Ear *ear, const uint32_t *text, Py_ssize_t start, Py_ssize_t end, const Asides *asides, Py_ssize_t *near, Reading *out)
{
    for (; start < end; start += ear->longest_piece)
        if (take(ear, text, start, start + ear->longest_piece < end ? start + ear->longest_piece : end, asides->quotes, asides->quoted, near, out) < 0)
            return -1;
    return 0;
}

/* True where a turn ends after one place and not after another. */
static int turn_ends(const Asides *asides, Py_ssize_t *turn, Py_ssize_t after, Py_ssize_t until)
{
    while (*turn < asides->taken && asides->turns[3 * *turn + 1] <= after)
        ++*turn;
    return *turn < asides->taken && asides->turns[3 * *turn + 1] <= until;
}

/* Goes on from `at` over one sentence with its marks, which begins at `start`, after blanks; -1 with an exception set. */
static int next_sentence(Ear *ear, const uint32_t *text, Py_ssize_t size, Py_ssize_t *start, Py_ssize_t *at)
{
    int part = 0; /* what is said, stops, closing marks */
    for (*start = *at; *at < size; ++*at) {
        uint64_t d = described(ear, text[*at]);
        if (!d)
            return -1;
        int stop = (d & STOP) || (text[*at] == '.' && is_stop(text, size, *at, *at + 1 < size ? described(ear, text[*at + 1]) : 0));
        int closer = (d & CLOSER) != 0;
        if (part == 0 && stop)
            part = 1;
        else if (part == 1 && !stop)
            part = closer ? 2 : 3;
        else if (part == 2 && !closer)
            part = 3;
        if (part == 3)
            break;
    }
    while (*start < *at && (described(ear, text[*start]) & SPACE))
        ++*start;
    return 0;
}

/* The reading of a folded draft: 0, 1 where Python has to do it, -1 with an exception set. */
static int reading_of(Ear *ear, PyObject *aside, const uint32_t *text, Py_ssize_t size, Reading *out)
{
    Asides asides;
    Py_ssize_t near = 0, at = 0, turn = 0;
    memset(out, 0, sizeof *out);
    ear->heard += size;
    if (ear->heard > MUCH && !ear->pairs_apart && (know_grams(ear) < 0 || know_apart(ear) < 0))
        return -1;
    int status = asides_of(aside, ear, text, size, &asides);
    if (status)
        goto done;
    status = -1;
    while (at < size) {
        Py_ssize_t start;
        if (next_sentence(ear, text, size, &start, &at) < 0)
            goto done;
        if (!asides.taken) {
            if (take_pieces(ear, text, start, at, &asides, &near, out) < 0)
                goto done;
            continue;
        }
        /* Of each turn of staff what stands in it. */
        while (turn < asides.taken && asides.turns[3 * turn + 1] <= start)
            turn++;
        for (Py_ssize_t n = turn; n < asides.taken && asides.turns[3 * n] < at; n++) {
            const Py_ssize_t *said = asides.turns + 3 * n;
            if (said[2] && take_pieces(ear, text, start > said[0] ? start : said[0], at < said[1] ? at : said[1], &asides, &near, out) < 0)
                goto done;
        }
    }
    double *scores = PyMem_Malloc((out->count + 1) * sizeof(double));
    if (!scores) {
        PyErr_NoMemory();
        goto done;
    }
    status = 0;
    turn = 0;
    for (Py_ssize_t first = 0, last; !status && first < out->count; first = last) {
        /* Only the same line of the same turn stands around a sentence. */
        for (last = first + 1; last < out->count; last++) {
            Py_ssize_t before = out->ranges[last - 1].start, next = out->ranges[last].start;
            if (line_ends(text, before, next) || turn_ends(&asides, &turn, before, next))
                break;
        }
        status = score_all(ear, out->said, out->sentences + first, last - first, scores + first);
    }
    for (Py_ssize_t n = 0; !status && n < out->count; n++)
        out->ranges[n].score = scores[n];
    PyMem_Free(scores);
done:
    asides_free(&asides);
    return status;
}

static void reading_free(Reading *out)
{
    PyMem_Free(out->ranges);
    PyMem_Free(out->sentences);
    PyMem_Free(out->said);
}

/* ---- anchors ---- */

static inline Py_ssize_t begin_of(const Words *words, Py_ssize_t n)
{
    return n ? words->ends[n - 1] : 0;
}

/* The number of the next word that stands at a place, after `n`; -1 where there is none. A single character comes first. */
static inline Py_ssize_t next_word(const Words *words, const uint32_t *text, Py_ssize_t size, Py_ssize_t at, Py_ssize_t n)
{
    Py_ssize_t last = words->first[text[at] + 1];
    if (n < 0) {
        n = words->first[text[at]];
        if (n < last && words->ends[n] - begin_of(words, n) == 1)
            return n;
    } else
        n++;
    if (at + 1 >= size)
        return -1;
    /* They are sorted, so those with the same second character stand together. */
    uint32_t second = text[at + 1];
    for (Py_ssize_t high = last; n < high;) {
        Py_ssize_t middle = n + (high - n) / 2, begin = begin_of(words, middle);
        if (words->ends[middle] - begin == 1 || words->words[begin + 1] < second)
            n = middle + 1;
        else
            high = middle;
    }
    for (; n < last; n++) {
        Py_ssize_t begin = begin_of(words, n), length = words->ends[n] - begin, k = 2;
        if (words->words[begin + 1] != second)
            break;
        if (length > size - at)
            continue;
        while (k < length && words->words[begin + k] == text[at + k])
            k++;
        if (k == length)
            return n;
    }
    return -1;
}

/* A bit of the filter for two characters with which a word begins; for a single one, for it and nothing. */
static inline uint32_t head_bit(uint32_t first, uint32_t second)
{
    return ((first << 16 | (second & 0xFFFF)) * 2654435761u) >> (32 - HEAD_BITS);
}

static inline int has_head(const Words *words, uint32_t first, uint32_t second)
{
    uint32_t bit = head_bit(first, second);
    return words->heads[bit >> 3] >> (bit & 7) & 1;
}

static inline int may_begin(const Words *words, const uint32_t *text, Py_ssize_t size, Py_ssize_t at)
{
    return text[at] <= 0xFFFF && ((at + 1 < size && has_head(words, text[at], text[at + 1])) || has_head(words, text[at], 0));
}

/* How far from a range, at most FAR, the nearest character of each set stands; to be freed. */
static uint8_t *distances(const Needs *needs, const uint32_t *text, Py_ssize_t size, Py_ssize_t start, Py_ssize_t end)
{
    uint8_t *found = PyMem_Malloc(needs->sets + 1);
    if (!found) {
        PyErr_NoMemory();
        return NULL;
    }
    memset(found, FAR, needs->sets);
    for (Py_ssize_t at = 0; needs->sets && at < size; at++) {
        Py_ssize_t distance = at < start ? start - at : at >= end ? at - end + 1 : 0;
        const uint32_t *last = needs->holding + needs->first[(text[at] & 0xFFFF) + 1];
        for (const uint32_t *set = needs->holding + needs->first[text[at] & 0xFFFF]; set < last; set++)
            if (distance < found[*set])
                found[*set] = (uint8_t)distance;
    }
    return found;
}

/* False where something that must stand in what an entry finds is further than `reach` from the range. */
static int may_match(const Needs *needs, const uint8_t *distances, Py_ssize_t entry, Py_ssize_t reach)
{
    if (entry < 0 || entry >= needs->entries || reach >= FAR)
        return 1;
    for (uint32_t n = entry ? needs->ends[entry - 1] : 0; n < needs->ends[entry]; n++)
        if (distances[needs->wanted[n]] > reach)
            return 0;
    return 1;
}

static void needs_free(Needs *needs)
{
    PyMem_Free(needs->first);
    PyMem_Free(needs->holding);
    PyMem_Free(needs->ends);
    PyMem_Free(needs->wanted);
}

static int add_all(PyObject *entries, PyObject *numbers)
{
    for (Py_ssize_t e = 0; e < PyTuple_GET_SIZE(numbers); e++)
        if (PySet_Add(entries, PyTuple_GET_ITEM(numbers, e)) < 0)
            return -1;
    return 0;
}

/* Adds the entries of the anchors that stand in the text; 1 where an anchor stands in what was not read. */
static int anchors_in(Ear *ear, const uint32_t *text, Py_ssize_t size, const Reading *reading, PyObject *entries)
{
    const Words *words = &ear->standing;
    Py_ssize_t next = 0;
    for (Py_ssize_t at = 0; at < size; at++) {
        /* `at` is unread where no range holds it; `limit` is where what is unread then ends. */
        while (next < reading->count && reading->ranges[next].end <= at)
            next++;
        int unread = next == reading->count || at < reading->ranges[next].start;
        Py_ssize_t limit = next == reading->count ? size : reading->ranges[next].start;
        if (!may_begin(words, text, size, at))
            continue;
        for (Py_ssize_t n = next_word(words, text, size, at, -1); n >= 0; n = next_word(words, text, size, at, n)) {
            if (unread && at + words->ends[n] - begin_of(words, n) <= limit)
                return 1;
            if (PySet_GET_SIZE(entries) < ear->standing_count && add_all(entries, PyTuple_GET_ITEM(words->entries, n)) < 0)
                return -1;
        }
    }
    return 0;
}

/* ---- slips of the keyboard ---- */

static void wordings_free(Wordings *wordings)
{
    PyMem_Free(wordings->words);
    PyMem_Free(wordings->ends);
    PyMem_Free(wordings->first);
    PyMem_Free(wordings->postings);
}

static int holds(const uint32_t *said, Py_ssize_t size, const uint32_t *word, Py_ssize_t length)
{
    for (Py_ssize_t at = 0; at + length <= size; at++)
        if (!memcmp(said + at, word, length * sizeof(uint32_t)))
            return 1;
    return 0;
}

/* True where at some place half of a wording stands character by character in a clause. */
static int half_stands(const uint32_t *said, Py_ssize_t size, const uint32_t *word, Py_ssize_t length)
{
    for (Py_ssize_t at = 0; at + length <= size; at++) {
        Py_ssize_t alike = 0;
        for (Py_ssize_t n = 0; n < length; n++)
            alike += said[at + n] == word[n];
        if (2 * alike >= length)
            return 1;
    }
    return 0;
}

/* Adds to a list the numbers of the wordings that may stand in a clause with a slip in them: those that do not stand in it as
   they are, and of which it holds half in their order, or of a long one all characters but one. `shared` is room for a number
   a wording. */
static int alike_in(const Ear *ear, const uint32_t *said, Py_ssize_t size, uint8_t *shared, PyObject *found)
{
    const Wordings *known = &ear->wordings;
    memset(shared, 0, known->count);
    for (Py_ssize_t at = 0; at < size; at++) {
        Py_ssize_t before = 0;
        while (before < at && said[before] != said[at])
            before++;
        if (before < at)
            continue;
        const uint32_t *last = known->postings + known->first[(said[at] & 0xFFFF) + 1];
        for (const uint32_t *wording = known->postings + known->first[said[at] & 0xFFFF]; wording < last; wording++)
            shared[*wording]++;
    }
    for (Py_ssize_t n = 0; n < known->count; n++) {
        Py_ssize_t begin = n ? known->ends[n - 1] : 0, length = known->ends[n] - begin;
        const uint32_t *word = known->words + begin;
        if (2 * shared[n] < length || length > size + 1 || holds(said, size, word, length)
            || !((length >= ear->by_distance && shared[n] >= length - 1) || half_stands(said, size, word, length)))
            continue;
        PyObject *number = PyLong_FromSsize_t(n);
        int failed = !number || PyList_Append(found, number) < 0;
        Py_XDECREF(number);
        if (failed)
            return -1;
    }
    return 0;
}

/* The clauses of a sentence that may hold a slip, each with its wordings, as a list; `offset` is added to their places. */
static PyObject *slips_in(Ear *ear, const uint32_t *said, Py_ssize_t size, Py_ssize_t offset)
{
    PyObject *clauses = PyList_New(0), *numbers = NULL;
    uint8_t *shared = PyMem_Malloc(ear->wordings.count + 1);
    int failed = !clauses || !shared;
    if (!shared)
        PyErr_NoMemory();
    for (Py_ssize_t at = 0, start = 0; !failed && at <= size; at++) {
        uint64_t d = at < size ? described(ear, said[at]) : 0, next = at + 1 < size ? described(ear, said[at + 1]) : 0;
        if ((failed = PyErr_Occurred() != NULL))
            break;
        if (at < size && !(d & CLAUSE) && !(said[at] == '.' && is_stop(said, size, at, next)))
            continue;
        if (at - start >= ear->shortest && at - start <= ear->longest) {
            failed = !(numbers = PyList_New(0)) || alike_in(ear, said + start, at - start, shared, numbers) < 0;
            if (!failed && PyList_GET_SIZE(numbers)) {
                PyObject *clause = Py_BuildValue("nnO", offset + start, offset + at, numbers);
                failed = !clause || PyList_Append(clauses, clause) < 0;
                Py_XDECREF(clause);
            }
            Py_CLEAR(numbers);
        }
        start = at + 1;
    }
    PyMem_Free(shared);
    if (failed)
        Py_CLEAR(clauses);
    return clauses;
}

/* ---- methods ---- */

static int is_text(PyObject *text)
{
    if (PyUnicode_Check(text))
        return 1;
    PyErr_SetString(PyExc_TypeError, "a text must be str");
    return 0;
}

static PyObject *script_of(const Folded *folded)
{
    return Py_BuildValue("LLi", (long long)folded->hant, (long long)folded->hans, folded->chinese);
}

static void words_free(Words *words)
{
    PyMem_Free(words->words);
    PyMem_Free(words->ends);
    PyMem_Free(words->first);
    PyMem_Free(words->heads);
    Py_XDECREF(words->entries);
}

/* Takes words in, with a tuple of entries for each. */
static int know_words(Words *words, PyObject *known, PyObject *entries)
{
    Py_ssize_t count = PyList_GET_SIZE(known), size = 0, n;
    for (n = 0; n < count; n++) {
        PyObject *word = PyList_GET_ITEM(known, n);
        if (!PyUnicode_Check(word) || !PyUnicode_GET_LENGTH(word) || PyUnicode_READ_CHAR(word, 0) > 0xFFFF
            || n >= PyTuple_GET_SIZE(entries) || !PyTuple_Check(PyTuple_GET_ITEM(entries, n))) {
            PyErr_SetString(PyExc_ValueError, "an anchor is a word of the basic plane with a tuple of entries");
            return -1;
        }
        size += PyUnicode_GET_LENGTH(word);
    }
    words->words = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    words->ends = PyMem_Malloc((count + 1) * sizeof(Py_ssize_t));
    words->first = PyMem_Calloc(0x10001, sizeof(uint32_t));
    words->heads = PyMem_Calloc(1 << (HEAD_BITS - 3), 1);
    if (!words->words || !words->ends || !words->first || !words->heads) {
        PyErr_NoMemory();
        return -1;
    }
    for (n = 0, size = 0; n < count; n++) {
        PyObject *word = PyList_GET_ITEM(known, n);
        if (!PyUnicode_AsUCS4(word, words->words + size, PyUnicode_GET_LENGTH(word), 0))
            return -1;
        words->first[words->words[size] + 1]++;
        uint32_t bit = head_bit(words->words[size], PyUnicode_GET_LENGTH(word) > 1 ? words->words[size + 1] : 0);
        words->heads[bit >> 3] |= 1 << (bit & 7);
        size += PyUnicode_GET_LENGTH(word);
        words->ends[n] = size;
    }
    for (n = 0; n < 0x10000; n++)
        words->first[n + 1] += words->first[n];
    words->entries = Py_NewRef(entries);
    return 0;
}

PyDoc_STRVAR(know_doc, "know(anchors, entries) -> None\n\n"
    "The words of which one must stand in a text for anything to be found, sorted, and for each a tuple of the entries whose\n"
    "findings stand whatever is heard. Said again, it changes nothing.");

static PyObject *ear_know(Ear *ear, PyObject *arguments)
{
    PyObject *anchors, *entries, *different;
    if (ear->standing.entries)
        Py_RETURN_NONE;
    if (!PyArg_ParseTuple(arguments, "O!O!", &PyList_Type, &anchors, &PyTuple_Type, &entries))
        return NULL;
    if (know_words(&ear->standing, anchors, entries) < 0 || !(different = PySet_New(NULL)))
        return NULL;
    for (Py_ssize_t n = 0; n < PyList_GET_SIZE(anchors); n++)
        if (add_all(different, PyTuple_GET_ITEM(entries, n)) < 0) {
            Py_DECREF(different);
            return NULL;
        }
    ear->standing_count = PySet_GET_SIZE(different);
    Py_DECREF(different);
    Py_RETURN_NONE;
}

PyDoc_STRVAR(know_all_doc, "know_all(anchors, entries, reaches) -> None\n\n"
    "Every anchor, sorted, with a tuple of all its entries; for each entry how far a match reaches, as 32 bits, -1 where it finds\n"
    "nothing by itself. Said again, it changes nothing.");

static PyObject *ear_know_all(Ear *ear, PyObject *arguments)
{
    PyObject *anchors, *entries, *reaches;
    if (ear->all.entries)
        Py_RETURN_NONE;
    if (!PyArg_ParseTuple(arguments, "O!O!S", &PyList_Type, &anchors, &PyTuple_Type, &entries, &reaches))
        return NULL;
    ear->reach_count = PyBytes_GET_SIZE(reaches) / sizeof(int32_t);
    if (!(ear->reaches = PyMem_Malloc((ear->reach_count + 1) * sizeof(int32_t))))
        return PyErr_NoMemory();
    memcpy(ear->reaches, PyBytes_AS_STRING(reaches), ear->reach_count * sizeof(int32_t));
    for (Py_ssize_t n = 0; n < ear->reach_count; n++)
        if (ear->reaches[n] > ear->farthest)
            ear->farthest = ear->reaches[n];
    if (know_words(&ear->all, anchors, entries) < 0)
        return NULL;
    Py_RETURN_NONE;
}

/* Numbers from rows of them, one after the other, and where each row ends. */
static int take_rows(PyObject *rows, uint32_t most, uint32_t **numbers, uint32_t **ends)
{
    Py_ssize_t count = PyList_GET_SIZE(rows), size = 0;
    for (Py_ssize_t n = 0; n < count; n++) {
        if (!PyList_Check(PyList_GET_ITEM(rows, n))) {
            PyErr_SetString(PyExc_TypeError, "needs are lists of numbers of sets");
            return -1;
        }
        size += PyList_GET_SIZE(PyList_GET_ITEM(rows, n));
    }
    *numbers = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    *ends = PyMem_Malloc((count + 1) * sizeof(uint32_t));
    if (!*numbers || !*ends) {
        PyErr_NoMemory();
        return -1;
    }
    size = 0;
    for (Py_ssize_t n = 0; n < count; n++) {
        PyObject *row = PyList_GET_ITEM(rows, n);
        for (Py_ssize_t k = 0; k < PyList_GET_SIZE(row); k++) {
            unsigned long number = PyLong_AsUnsignedLong(PyList_GET_ITEM(row, k));
            if (PyErr_Occurred())
                return -1;
            if (number >= most) {
                PyErr_SetString(PyExc_ValueError, "a need is none of the sets");
                return -1;
            }
            (*numbers)[size++] = (uint32_t)number;
        }
        (*ends)[n] = (uint32_t)size;
    }
    return 0;
}

PyDoc_STRVAR(know_needs_doc, "know_needs(sets, wanted) -> None\n\n"
    "Sets of characters (a text each), and for each entry a list of the sets of each of which one character must stand in what it\n"
    "finds. Said again, it changes nothing.");

static PyObject *ear_know_needs(Ear *ear, PyObject *arguments)
{
    PyObject *sets, *wanted;
    Needs made = {0};
    Py_ssize_t size = 0;
    if (ear->needs.first)
        Py_RETURN_NONE;
    if (!PyArg_ParseTuple(arguments, "O!O!", &PyList_Type, &sets, &PyList_Type, &wanted))
        return NULL;
    made.sets = PyList_GET_SIZE(sets), made.entries = PyList_GET_SIZE(wanted);
    for (Py_ssize_t n = 0; n < made.sets; n++) {
        if (!is_text(PyList_GET_ITEM(sets, n)))
            return NULL;
        size += PyUnicode_GET_LENGTH(PyList_GET_ITEM(sets, n));
    }
    made.first = PyMem_Calloc(0x10002, sizeof(uint32_t));
    made.holding = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    if (!made.first || !made.holding)
        PyErr_NoMemory();
    if (!made.first || !made.holding || take_rows(wanted, (uint32_t)made.sets, &made.wanted, &made.ends) < 0) {
        needs_free(&made);
        return NULL;
    }
    /* Of each character in how many sets it is, where these end, and then backwards which they are. */
    for (int filled = 0; filled < 2; filled++) {
        for (Py_ssize_t n = made.sets - 1; n >= 0; n--) {
            PyObject *set = PyList_GET_ITEM(sets, n);
            for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(set); at++) {
                uint32_t *place = made.first + (PyUnicode_READ_CHAR(set, at) & 0xFFFF);
                if (filled)
                    made.holding[--*place] = (uint32_t)n;
                else
                    ++*place;
            }
        }
        for (Py_ssize_t n = 1; !filled && n <= 0x10001; n++)
            made.first[n] += made.first[n - 1];
    }
    ear->needs = made;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(know_wordings_doc, "know_wordings(wordings, shortest, by_distance, longest) -> None\n\n"
    "What a slip of the keyboard is compared with: a list of texts; clauses from `shortest` to `longest` characters are looked at,\n"
    "and of wordings from `by_distance` on all characters but one may do. Said again, it changes nothing.");

static PyObject *ear_know_wordings(Ear *ear, PyObject *arguments)
{
    PyObject *given;
    Wordings made = {0};
    Py_ssize_t size = 0, shortest, by_distance, longest;
    if (ear->wordings.first)
        Py_RETURN_NONE;
    if (!PyArg_ParseTuple(arguments, "O!nnn", &PyList_Type, &given, &shortest, &by_distance, &longest))
        return NULL;
    if (longest > 250) {
        PyErr_SetString(PyExc_ValueError, "clauses of so many characters are not counted in a byte");
        return NULL;
    }
    made.count = PyList_GET_SIZE(given);
    for (Py_ssize_t n = 0; n < made.count; n++) {
        if (!is_text(PyList_GET_ITEM(given, n)))
            return NULL;
        size += PyUnicode_GET_LENGTH(PyList_GET_ITEM(given, n));
    }
    made.words = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    made.ends = PyMem_Malloc((made.count + 1) * sizeof(Py_ssize_t));
    made.first = PyMem_Calloc(0x10002, sizeof(uint32_t));
    made.postings = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    if (!made.words || !made.ends || !made.first || !made.postings) {
        wordings_free(&made);
        return PyErr_NoMemory();
    }
    size = 0;
    for (Py_ssize_t n = 0; n < made.count; n++) {
        PyObject *word = PyList_GET_ITEM(given, n);
        /* One that is longer than any clause stands in none. */
        for (Py_ssize_t at = 0; at < PyUnicode_GET_LENGTH(word) && PyUnicode_GET_LENGTH(word) <= longest + 1; at++)
            made.words[size++] = PyUnicode_READ_CHAR(word, at);
        made.ends[n] = size;
    }
    /* Of each character how many wordings hold it, where these end, and then backwards which they are. */
    for (Py_ssize_t at = 0; at < size; at++)
        made.first[made.words[at] & 0xFFFF]++;
    for (Py_ssize_t n = 1; n <= 0x10001; n++)
        made.first[n] += made.first[n - 1];
    for (Py_ssize_t n = made.count - 1; n >= 0; n--)
        for (Py_ssize_t at = n ? made.ends[n - 1] : 0; at < made.ends[n]; at++)
            made.postings[--made.first[made.words[at] & 0xFFFF]] = (uint32_t)n;
    ear->shortest = shortest, ear->by_distance = by_distance, ear->longest = longest;
    ear->wordings = made;
    Py_RETURN_NONE;
}

/* Ranges and scores, as two lists. */
static PyObject *as_lists(const Reading *reading)
{
    PyObject *ranges = PyList_New(reading->count), *scores = PyList_New(reading->count), *found = NULL;
    int failed = !ranges || !scores;
    for (Py_ssize_t n = 0; !failed && n < reading->count; n++) {
        PyObject *range = Py_BuildValue("nn", reading->ranges[n].start, reading->ranges[n].end);
        PyObject *score = PyFloat_FromDouble(reading->ranges[n].score);
        failed = !range || !score;
        PyList_SET_ITEM(ranges, n, range);
        PyList_SET_ITEM(scores, n, score);
    }
    if (!failed)
        found = PyTuple_Pack(2, ranges, scores);
    Py_XDECREF(ranges);
    Py_XDECREF(scores);
    return found;
}

static PyObject *index_of(const Folded *folded)
{
    return folded->moved ? PyBytes_FromStringAndSize((const char *)folded->index, folded->size * sizeof(uint32_t)) : Py_NewRef(Py_None);
}

PyDoc_STRVAR(calm_doc, "calm(text, limit, slips) -> None or (script, folded, entries, doubtful) or (script, folded, index, reading)\n\n"
    "Where no sentence scores above the limit, nothing can be found but by the entries (a set of numbers) and as a slip of the\n"
    "keyboard in the doubtful ranges, which score above `slips` and may hold one as far as wordings are known; without either the folded text is None. Where something else may\n"
    "be found, the folded text, its index as `fold` gives it, and what `read` makes of it; `entries` is a set, an index never is.\n"
    "None where Python has to look. `script` counts characters: traditional, simplified, whether any is Chinese.");

static PyObject *ear_calm(Ear *ear, PyObject *arguments)
{
    PyObject *text;
    double limit, slips;
    Py_ssize_t size;
    Folded folded;
    Reading reading;
    PyObject *found = NULL, *entries = NULL, *doubtful = NULL;
    if (!PyArg_ParseTuple(arguments, "Udd", &text, &limit, &slips))
        return NULL;
    if (!ear->standing.entries) {
        PyErr_SetString(PyExc_ValueError, "no anchors are known yet");
        return NULL;
    }
    uint32_t *codes = codes_of(text, &size);
    if (!codes)
        return NULL;
    int status = folded_of(ear, codes, size, &folded), known;
    memset(&reading, 0, sizeof reading);
    if (!status)
        status = folded.broken ? 1 : reading_of(ear, ear->aside, folded.text, folded.size, &reading);
    known = !status;
    for (Py_ssize_t n = 0; !status && n < reading.count; n++)
        status = !(reading.ranges[n].score <= limit);
    if (!status) {
        entries = PySet_New(NULL);
        status = entries ? anchors_in(ear, folded.text, folded.size, &reading, entries) : -1;
    }
    if (!status && !(doubtful = PyList_New(0)))
        status = -1;
    for (Py_ssize_t n = 0; !status && n < reading.count; n++)
        if (reading.ranges[n].score > slips) {
            if (ear->wordings.first) {
                PyObject *clauses = slips_in(ear, folded.text + reading.ranges[n].start, reading.ranges[n].end - reading.ranges[n].start, 0);
                Py_ssize_t possible = clauses ? PyList_GET_SIZE(clauses) : -1;
                Py_XDECREF(clauses);
                if (possible < 0)
                    status = -1;
                if (possible <= 0)
                    continue;
            }
            PyObject *range = Py_BuildValue("nn", reading.ranges[n].start, reading.ranges[n].end);
            status = range ? PyList_Append(doubtful, range) : -1;
            Py_XDECREF(range);
        }
    if (status == 0) {
        int asked = PySet_GET_SIZE(entries) || PyList_GET_SIZE(doubtful);
        found = Py_BuildValue("NNOO", script_of(&folded), asked ? text_of(folded.text, folded.size) : Py_NewRef(Py_None), entries, doubtful);
    } else if (status > 0 && known)
        found = Py_BuildValue("NNNN", script_of(&folded), text_of(folded.text, folded.size), index_of(&folded), as_lists(&reading));
    else if (status > 0)
        found = Py_NewRef(Py_None);
    Py_XDECREF(entries);
    Py_XDECREF(doubtful);
    reading_free(&reading);
    folded_free(&folded);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(standing_doc, "standing(folded) -> set\n\nThe entries of which an anchor stands in the text.");

static PyObject *ear_standing(Ear *ear, PyObject *text)
{
    Py_ssize_t size;
    if (!is_text(text))
        return NULL;
    if (!ear->standing.entries) {
        PyErr_SetString(PyExc_ValueError, "no anchors are known yet");
        return NULL;
    }
    uint32_t *codes = codes_of(text, &size);
    if (!codes)
        return NULL;
    /* As if all of it was read. */
    Range whole = {0, size, 0.0};
    Reading reading = {.ranges = &whole, .count = 1};
    PyObject *entries = PySet_New(NULL);
    if (entries && anchors_in(ear, codes, size, &reading, entries) < 0)
        Py_CLEAR(entries);
    PyMem_Free(codes);
    return entries;
}

/* The entries of which an anchor stands in a text; of these only what can match where `sifted`. */
static PyObject *all_anchors(Ear *ear, PyObject *text, int sifted)
{
    Py_ssize_t size;
    if (!is_text(text))
        return NULL;
    if (!ear->all.entries) {
        PyErr_SetString(PyExc_ValueError, "no anchors are known yet");
        return NULL;
    }
    uint32_t *codes = codes_of(text, &size);
    uint8_t *far = codes && sifted ? distances(&ear->needs, codes, size, 0, size) : NULL;
    PyObject *entries = codes && (far || !sifted) ? PySet_New(NULL) : NULL;
    for (Py_ssize_t at = 0; entries && at < size; at++) {
        if (!may_begin(&ear->all, codes, size, at))
            continue;
        for (Py_ssize_t n = next_word(&ear->all, codes, size, at, -1); entries && n >= 0; n = next_word(&ear->all, codes, size, at, n)) {
            PyObject *numbers = PyTuple_GET_ITEM(ear->all.entries, n);
            for (Py_ssize_t e = 0; entries && e < PyTuple_GET_SIZE(numbers); e++) {
                PyObject *number = PyTuple_GET_ITEM(numbers, e);
                if ((!far || may_match(&ear->needs, far, PyLong_AsSsize_t(number), 0)) && PySet_Add(entries, number) < 0)
                    Py_CLEAR(entries);
            }
        }
    }
    PyMem_Free(far);
    PyMem_Free(codes);
    return entries;
}

PyDoc_STRVAR(triggered_doc, "triggered(folded) -> set\n\nAll entries of which an anchor stands in the text.");

static PyObject *ear_triggered(Ear *ear, PyObject *text)
{
    return all_anchors(ear, text, 0);
}

PyDoc_STRVAR(possible_doc, "possible(folded) -> set\n\nOf these the entries that can match in it, as far as needs are known.");

static PyObject *ear_possible(Ear *ear, PyObject *text)
{
    return all_anchors(ear, text, 1);
}

/* A copy of a range of a text; to be freed. */
static uint32_t *copied(PyObject *text, Py_ssize_t start, Py_ssize_t end)
{
    uint32_t *codes = PyMem_Malloc((end - start + 1) * sizeof(uint32_t));
    if (!codes) {
        PyErr_NoMemory();
        return NULL;
    }
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    for (Py_ssize_t at = start; at < end; at++)
        codes[at - start] = PyUnicode_READ(kind, data, at);
    return codes;
}

/* A text and a range in it; 0 with an exception set where it is none. */
static int range_of(PyObject *arguments, PyObject **text, Py_ssize_t *start, Py_ssize_t *end)
{
    if (!PyArg_ParseTuple(arguments, "Unn", text, start, end))
        return 0;
    if (*start >= 0 && *start <= *end && *end <= PyUnicode_GET_LENGTH(*text))
        return 1;
    PyErr_SetString(PyExc_ValueError, "a range lies within its text");
    return 0;
}

PyDoc_STRVAR(near_doc, "near(text, start, end) -> set\n\n"
    "The entries that may find something that overlaps a range: an anchor of theirs stands within reach of it, and whatever else\n"
    "must stand in a match.");

static PyObject *ear_near(Ear *ear, PyObject *arguments)
{
    PyObject *text;
    Py_ssize_t start, end;
    if (!range_of(arguments, &text, &start, &end))
        return NULL;
    if (!ear->all.entries) {
        PyErr_SetString(PyExc_ValueError, "no anchors are known yet");
        return NULL;
    }
    Py_ssize_t left = start > ear->farthest ? start - ear->farthest : 0, size = PyUnicode_GET_LENGTH(text);
    Py_ssize_t right = end + ear->farthest < size ? end + ear->farthest : size;
    uint32_t *codes = copied(text, left, right);
    size = right - left;
    uint8_t *far = codes ? distances(&ear->needs, codes, size, start - left, end - left) : NULL;
    PyObject *found = far ? PySet_New(NULL) : NULL;
    const Words *words = &ear->all;
    for (Py_ssize_t at = 0; found && at < size; at++) {
        if (!may_begin(words, codes, size, at))
            continue;
        for (Py_ssize_t n = next_word(words, codes, size, at, -1); n >= 0; n = next_word(words, codes, size, at, n)) {
            PyObject *entries = PyTuple_GET_ITEM(words->entries, n);
            Py_ssize_t from = left + at, until = from + words->ends[n] - begin_of(words, n);
            for (Py_ssize_t e = 0; found && e < PyTuple_GET_SIZE(entries); e++) {
                Py_ssize_t number = PyLong_AsSsize_t(PyTuple_GET_ITEM(entries, e));
                Py_ssize_t reach = number >= 0 && number < ear->reach_count ? ear->reaches[number] : -1;
                if (reach >= 0 && from >= start - reach && until <= end + reach && may_match(&ear->needs, far, number, reach)
                    && PySet_Add(found, PyTuple_GET_ITEM(entries, e)) < 0)
                    Py_CLEAR(found);
            }
        }
    }
    PyMem_Free(far);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(alike_doc, "alike(folded, start, end) -> list\n\n"
    "The clauses of a sentence (a range) that may hold a slip of the keyboard: start, end, numbers of the wordings.");

static PyObject *ear_alike(Ear *ear, PyObject *arguments)
{
    PyObject *text;
    Py_ssize_t start, end;
    if (!range_of(arguments, &text, &start, &end))
        return NULL;
    if (!ear->wordings.first) {
        PyErr_SetString(PyExc_ValueError, "no wordings are known yet");
        return NULL;
    }
    uint32_t *codes = copied(text, start, end);
    PyObject *found = codes ? slips_in(ear, codes, end - start, start) : NULL;
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(sentences_doc, "sentences(folded) -> list\n\nRanges of the sentences, marks included, blank ones left out, in order.");

static PyObject *ear_sentences(Ear *ear, PyObject *text)
{
    Py_ssize_t size, start, at = 0;
    if (!is_text(text))
        return NULL;
    uint32_t *codes = codes_of(text, &size);
    PyObject *found = codes ? PyList_New(0) : NULL;
    while (found && at < size) {
        PyObject *range = next_sentence(ear, codes, size, &start, &at) < 0 ? NULL : Py_BuildValue("nn", start, at);
        if (!range || (start < at && PyList_Append(found, range) < 0))
            Py_CLEAR(found);
        Py_XDECREF(range);
    }
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(fold_doc, "fold(text) -> (folded, index or None, script)\n\nThe index is 32 bits for each character, as bytes.");

static PyObject *ear_fold(Ear *ear, PyObject *text)
{
    Py_ssize_t size;
    Folded folded;
    PyObject *found = NULL;
    if (!is_text(text))
        return NULL;
    uint32_t *codes = codes_of(text, &size);
    if (!codes)
        return NULL;
    if (folded_of(ear, codes, size, &folded) == 0) {
        found = Py_BuildValue("NNN", text_of(folded.text, folded.size), index_of(&folded), script_of(&folded));
    }
    folded_free(&folded);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(read_doc, "read(folded, aside) -> None or (ranges, scores)\n\n"
    "`aside` is asked for quotations where there may be any, or for these and turns; None where it gives None, or quotations\n"
    "within each other.");

static PyObject *ear_read(Ear *ear, PyObject *arguments)
{
    PyObject *text, *aside;
    Py_ssize_t size;
    Reading reading;
    PyObject *found = NULL;
    if (!PyArg_ParseTuple(arguments, "UO", &text, &aside))
        return NULL;
    uint32_t *codes = codes_of(text, &size);
    if (!codes)
        return NULL;
    int status = reading_of(ear, aside, codes, size, &reading);
    if (status > 0)
        found = Py_NewRef(Py_None);
    else if (status == 0)
        found = as_lists(&reading);
    reading_free(&reading);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(scores_doc, "scores(sentences) -> list\n\nThe scores of folded sentences that stand in one turn.");

static PyObject *ear_scores(Ear *ear, PyObject *sentences)
{
    PyObject *fast = PySequence_Fast(sentences, "sentences are a list"), *found = NULL;
    if (!fast)
        return NULL;
    Py_ssize_t count = PySequence_Fast_GET_SIZE(fast), size = 0, at = 0;
    for (Py_ssize_t n = 0; n < count; n++) {
        if (!is_text(PySequence_Fast_GET_ITEM(fast, n))) {
            Py_DECREF(fast);
            return NULL;
        }
        size += PyUnicode_GET_LENGTH(PySequence_Fast_GET_ITEM(fast, n));
    }
    uint32_t *said = PyMem_Malloc((size + 1) * sizeof(uint32_t));
    Sentence *all = PyMem_Calloc(count + 1, sizeof(Sentence));
    double *scores = PyMem_Malloc((count + 1) * sizeof(double));
    int failed = !said || !all || !scores;
    if (failed)
        PyErr_NoMemory();
    for (Py_ssize_t n = 0; !failed && n < count; n++) {
        PyObject *text = PySequence_Fast_GET_ITEM(fast, n);
        all[n].at = at;
        all[n].size = PyUnicode_GET_LENGTH(text);
        if (all[n].size && !PyUnicode_AsUCS4(text, said + at, all[n].size, 0))
            failed = 1;
        at += all[n].size;
    }
    if (!failed && score_all(ear, said, all, count, scores) == 0 && (found = PyList_New(count)))
        for (Py_ssize_t n = 0; n < count; n++) {
            PyObject *score = PyFloat_FromDouble(scores[n]);
            if (!score) {
                Py_CLEAR(found);
                break;
            }
            PyList_SET_ITEM(found, n, score);
        }
    PyMem_Free(said);
    PyMem_Free(all);
    PyMem_Free(scores);
    Py_DECREF(fast);
    return found;
}

PyDoc_STRVAR(sums_doc, "sums(sentence) -> (own, around, known)\n\nThe sums of both weights over the n-grams of a folded sentence, and how many are known.");

static PyObject *ear_sums(Ear *ear, PyObject *text)
{
    Sentence sentence;
    PyObject *found = NULL;
    Py_ssize_t size;
    if (!is_text(text))
        return NULL;
    uint32_t *codes = codes_of(text, &size);
    if (!codes)
        return NULL;
    if (measure(ear, codes, size, &sentence, NULL) == 0)
        found = Py_BuildValue("LLL", (long long)sentence.own, (long long)sentence.around, (long long)sentence.known);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(rules_doc, "rules(sentence) -> list\n\nThe score of each rule for a folded sentence, and last that of a next step.");

static PyObject *ear_rules(Ear *ear, PyObject *text)
{
    PyObject *found = NULL;
    Py_ssize_t size;
    if (!is_text(text))
        return NULL;
    uint32_t *codes = codes_of(text, &size);
    double *scores = codes ? rule_scores(ear, codes, size) : NULL;
    if (scores && (found = PyList_New(ear->width)))
        for (Py_ssize_t n = 0; n < ear->width; n++) {
            PyObject *score = PyFloat_FromDouble(scores[n]);
            if (!score) {
                Py_CLEAR(found);
                break;
            }
            PyList_SET_ITEM(found, n, score);
        }
    PyMem_Free(scores);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(named_doc, "named(sentence, rules) -> list\n\n"
    "The two best scores of a folded sentence, each with its rule, best first; `rules` gives the rule of each column, those below 0\n"
    "count for nothing. Of two alike the lower rule.");

static PyObject *ear_named(Ear *ear, PyObject *arguments)
{
    PyObject *text, *rules, *found = NULL;
    Py_ssize_t size, best[2] = {-1, -1};
    long numbers[2] = {0, 0};
    if (!PyArg_ParseTuple(arguments, "UO!", &text, &PyTuple_Type, &rules))
        return NULL;
    uint32_t *codes = codes_of(text, &size);
    double *scores = codes ? rule_scores(ear, codes, size) : NULL;
    for (Py_ssize_t column = 0; scores && column < ear->width && column < PyTuple_GET_SIZE(rules); column++) {
        long rule = PyLong_AsLong(PyTuple_GET_ITEM(rules, column));
        if (rule < 0)
            continue;
        Py_ssize_t mine = column;
        for (int n = 0; n < 2; n++)
            if (best[n] < 0 || scores[mine] > scores[best[n]] || (scores[mine] == scores[best[n]] && rule < numbers[n])) {
                Py_ssize_t other = best[n];
                long others = numbers[n];
                best[n] = mine, numbers[n] = rule;
                mine = other, rule = others;
                if (mine < 0)
                    break;
            }
    }
    if (scores && !PyErr_Occurred() && (found = PyList_New(0)))
        for (int n = 0; n < 2 && best[n] >= 0; n++) {
            PyObject *pair = Py_BuildValue("dl", scores[best[n]], numbers[n]);
            if (!pair || PyList_Append(found, pair) < 0) {
                Py_XDECREF(pair);
                Py_CLEAR(found);
                break;
            }
            Py_DECREF(pair);
        }
    PyMem_Free(scores);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(voice_doc, "voice(sentence) -> float\n\nThe general score of a folded sentence by itself, and the best rule's.");

static PyObject *ear_voice(Ear *ear, PyObject *text)
{
    PyObject *found = NULL;
    Sentence sentence;
    Py_ssize_t size;
    if (!is_text(text))
        return NULL;
    uint32_t *codes = codes_of(text, &size);
    double *scores = codes && measure(ear, codes, size, &sentence, NULL) == 0 ? rule_scores(ear, codes, size) : NULL;
    if (scores) {
        double best = scores[0];
        for (Py_ssize_t n = 1; n < ear->width - 1; n++)
            if (scores[n] > best)
                best = scores[n];
        found = PyFloat_FromDouble(ear->bias + ear->scale * (double)sentence.own / sqrt((double)sentence.count) + best);
    }
    PyMem_Free(scores);
    PyMem_Free(codes);
    return found;
}

PyDoc_STRVAR(loud_doc, "loud(text) -> dict\n\nThe n-grams of a folded text that speak for a violation, edges marked, with their weights.");

static PyObject *ear_loud(Ear *ear, PyObject *text)
{
    Py_ssize_t size, numbers[LONGEST];
    PyObject *found = PyDict_New();
    const int16_t *own = ear->own.buf;
    const uint64_t *keys = ear->keys.buf;
    int failed = !found || !is_text(text);
    uint32_t *codes = failed ? NULL : codes_of(text, &size), *marked = NULL;
    uint16_t *units = NULL;
    if (codes) {
        marked = PyMem_Malloc((size + 2) * sizeof(uint32_t));
        units = PyMem_Malloc((size + 2) * sizeof(uint16_t));
        if (!marked || !units)
            PyErr_NoMemory();
    }
    failed = !marked || !units || units_of(ear, codes, size, units) < 0;
    if (!failed) {
        marked[0] = '^';
        memcpy(marked + 1, codes, size * sizeof(uint32_t));
        marked[size + 1] = '$';
    }
    for (Py_ssize_t at = 0; !failed && at < size + 2; at++) {
        int count = known_at(ear, units + at, size + 2 - at, numbers);
        for (int n = 0; !failed && n < count; n++) {
            if (own[numbers[n]] <= 0)
                continue;
            uint64_t key = keys[numbers[n]];
            int length = LONGEST;
            while (length > 1 && !(key & 0xFFFF)) {
                key >>= 16;
                length--;
            }
            PyObject *gram = text_of(marked + at, length), *weight = PyLong_FromLong(own[numbers[n]]);
            failed = !gram || !weight || PyDict_SetItem(found, gram, weight) < 0;
            Py_XDECREF(gram);
            Py_XDECREF(weight);
        }
    }
    PyMem_Free(units);
    PyMem_Free(marked);
    PyMem_Free(codes);
    if (failed)
        Py_CLEAR(found);
    return found;
}

/* ---- making ---- */

static double *doubles(PyObject *sequence, Py_ssize_t wanted)
{
    PyObject *fast = PySequence_Fast(sequence, "numbers are a list");
    double *found = NULL;
    if (!fast)
        return NULL;
    if (PySequence_Fast_GET_SIZE(fast) != wanted)
        PyErr_Format(PyExc_ValueError, "%zd numbers, not %zd", wanted, PySequence_Fast_GET_SIZE(fast));
    else if (!(found = PyMem_Malloc((wanted + 1) * sizeof(double))))
        PyErr_NoMemory();
    for (Py_ssize_t n = 0; found && n < wanted; n++) {
        found[n] = PyFloat_AsDouble(PySequence_Fast_GET_ITEM(fast, n));
        if (found[n] == -1.0 && PyErr_Occurred()) {
            PyMem_Free(found);
            found = NULL;
        }
    }
    Py_DECREF(fast);
    return found;
}

static int take_table(Ear *ear)
{
    ear->number = ear->keys.len / 8;
    if (ear->own.len != ear->number * 2 || ear->around.len != ear->number * 2 || ear->apart_keys.len != ear->apart.len * 2) {
        PyErr_SetString(PyExc_ValueError, "columns of different lengths");
        return -1;
    }
    ear->first = PyMem_Calloc(0x10001, sizeof(uint32_t));
    ear->described = PyMem_Calloc(KNOWN_CODES, sizeof(uint64_t));
    ear->blocks = PyMem_Calloc(ear->number / ear->block_rows + 1, sizeof(PyObject *));
    if (!ear->first || !ear->described || !ear->blocks) {
        PyErr_NoMemory();
        return -1;
    }
    ear->block_count = ear->number / ear->block_rows + 1;
    const uint64_t *keys = ear->keys.buf;
    Py_ssize_t at = 0;
    for (uint32_t unit = 0; unit <= 0xFFFF; unit++) {
        ear->first[unit] = (uint32_t)at;
        while (at < ear->number && keys[at] >> 48 == unit)
            at++;
    }
    ear->first[0x10000] = (uint32_t)at;
    return 0;
}

static void ear_dealloc(Ear *ear)
{
    for (Py_ssize_t n = 0; n < ear->block_count; n++)
        Py_XDECREF(ear->blocks[n]);
    PyMem_Free(ear->blocks);
    PyMem_Free(ear->first);
    PyMem_Free(ear->begun);
    PyMem_Free(ear->grams);
    PyMem_Free(ear->pairs_apart);
    PyMem_Free(ear->described);
    PyMem_Free(ear->class_bias);
    PyMem_Free(ear->hidden);
    PyMem_Free(ear->answer);
    words_free(&ear->standing);
    words_free(&ear->all);
    PyMem_Free(ear->reaches);
    needs_free(&ear->needs);
    wordings_free(&ear->wordings);
    Py_XDECREF(ear->describe);
    Py_XDECREF(ear->fold);
    Py_XDECREF(ear->aside);
    Py_XDECREF(ear->block);
    PyBuffer_Release(&ear->keys);
    PyBuffer_Release(&ear->own);
    PyBuffer_Release(&ear->around);
    PyBuffer_Release(&ear->apart_keys);
    PyBuffer_Release(&ear->apart);
    Py_TYPE(ear)->tp_free((PyObject *)ear);
}

static PyObject *ear_new(PyTypeObject *type, PyObject *arguments, PyObject *named)
{
    static char *names[] = {"keys", "own", "around", "apart_keys", "apart", "describe", "fold", "aside", "block", "block_rows", "numbers", "class_bias",
                            "hidden", "answer", "lengths", "pairs", NULL};
    PyObject *class_bias, *hidden, *answer, *pairs;
    Ear *ear = (Ear *)type->tp_alloc(type, 0);
    if (!ear)
        return NULL;
    if (!PyArg_ParseTupleAndKeywords(
            arguments, named, "y*y*y*y*y*OOOOn(dddddddd)OOO(nnn)O", names, &ear->keys, &ear->own, &ear->around, &ear->apart_keys, &ear->apart, &ear->describe,
            &ear->fold, &ear->aside, &ear->block, &ear->block_rows, &ear->scale, &ear->bias, &ear->beside, &ear->hopeless,
            &ear->far_below, &ear->class_scale, &ear->apart_scale, &ear->apart_bias, &class_bias, &hidden, &answer, &ear->longest_piece, &ear->least,
            &ear->least_beside, &pairs)) {
        ear->describe = ear->fold = ear->aside = ear->block = NULL;
        Py_DECREF(ear);
        return NULL;
    }
    Py_INCREF(ear->describe);
    Py_INCREF(ear->fold);
    Py_INCREF(ear->aside);
    Py_INCREF(ear->block);
    ear->width = PySequence_Size(class_bias);
    ear->units = PySequence_Size(answer) - 1;
    if (ear->width < 2 || ear->width > MOST_RULES || ear->units < 0 || ear->block_rows < 1 || ear->longest_piece < 1) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_ValueError, "a reader of this form is not known here");
        goto failed;
    }
    if (!(ear->class_bias = doubles(class_bias, ear->width)) || !(ear->hidden = doubles(hidden, ear->units * (FEATURES + 1)))
        || !(ear->answer = doubles(answer, ear->units + 1)) || take_table(ear) < 0)
        goto failed;
    PyObject *fast = PySequence_Fast(pairs, "pairs are a list");
    if (!fast)
        goto failed;
    for (Py_ssize_t n = 0; n < PySequence_Fast_GET_SIZE(fast) && n < 16; n++)
        ear->pairs[ear->pair_count++] = PyLong_AsUnsignedLongLong(PySequence_Fast_GET_ITEM(fast, n));
    Py_DECREF(fast);
    if (PyErr_Occurred())
        goto failed;
    return (PyObject *)ear;
failed:
    Py_DECREF(ear);
    return NULL;
}

static PyMethodDef ear_methods[] = {
    {"know", (PyCFunction)ear_know, METH_VARARGS, know_doc},
    {"know_all", (PyCFunction)ear_know_all, METH_VARARGS, know_all_doc},
    {"know_needs", (PyCFunction)ear_know_needs, METH_VARARGS, know_needs_doc},
    {"know_wordings", (PyCFunction)ear_know_wordings, METH_VARARGS, know_wordings_doc},
    {"calm", (PyCFunction)ear_calm, METH_VARARGS, calm_doc},
    {"standing", (PyCFunction)ear_standing, METH_O, standing_doc},
    {"triggered", (PyCFunction)ear_triggered, METH_O, triggered_doc},
    {"possible", (PyCFunction)ear_possible, METH_O, possible_doc},
    {"near", (PyCFunction)ear_near, METH_VARARGS, near_doc},
    {"alike", (PyCFunction)ear_alike, METH_VARARGS, alike_doc},
    {"sentences", (PyCFunction)ear_sentences, METH_O, sentences_doc},
    {"fold", (PyCFunction)ear_fold, METH_O, fold_doc},
    {"read", (PyCFunction)ear_read, METH_VARARGS, read_doc},
    {"scores", (PyCFunction)ear_scores, METH_O, scores_doc},
    {"sums", (PyCFunction)ear_sums, METH_O, sums_doc},
    {"rules", (PyCFunction)ear_rules, METH_O, rules_doc},
    {"named", (PyCFunction)ear_named, METH_VARARGS, named_doc},
    {"voice", (PyCFunction)ear_voice, METH_O, voice_doc},
    {"loud", (PyCFunction)ear_loud, METH_O, loud_doc},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject ear_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "tonecheck.match._ear.Ear",
    .tp_basicsize = sizeof(Ear),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "The reader of one rulebook, in C.",
    .tp_new = ear_new,
    .tp_dealloc = (destructor)ear_dealloc,
    .tp_methods = ear_methods,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_ear", "What is done for every character of every draft, in C.", -1, NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__ear(void)
{
    if (PyType_Ready(&ear_type) < 0)
        return NULL;
    PyObject *made = PyModule_Create(&module);
    if (made && (PyModule_AddObjectRef(made, "Ear", (PyObject *)&ear_type) < 0 || PyModule_AddIntConstant(made, "FORM", FORM) < 0))
        Py_CLEAR(made);
    return made;
}
