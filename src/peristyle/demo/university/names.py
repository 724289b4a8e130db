"""Where invented people come from, and what names are drawn for them there.

Common names, drawn independently of one another: homonyms appear as they do in a real university.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """A country of birth: how many of a thousand people come from there, and how people are named there."""

    country: str
    share: int
    places: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    may_double_names: bool = False


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


FRANCE = Origin(
    country="France",
    share=790,
    places=_listed("""
        Montpellier, Montpellier, Montpellier, Nîmes, Nîmes, Béziers, Sète, Alès, Lunel, Lodève, Agel, Pézenas,
        Agde, Clermont-l’Hérault, Ganges, Le Vigan, Uzès, Mende, Millau, Rodez, Albi, Castres, Carcassonne,
        Narbonne, Perpignan, Céret, Toulouse, Avignon, Arles, Marseille, Aix-en-Provence, Toulon, Nice, Ajaccio,
        Lyon, Saint-Étienne, Grenoble, Clermont-Ferrand, Limoges, Bordeaux, Pau, Nantes, Rennes, Brest, Rouen,
        Lille, Reims, Strasbourg, Dijon, Paris, Créteil, Saint-Denis, Cayenne, Fort-de-France, Pointe-à-Pitre,
        Nouméa, Papeete, Mamoudzou
    """),
    women=_listed("""
        Camille, Léa, Manon, Chloé, Emma, Inès, Jade, Louise, Alice, Lola, Anna, Zoé, Juliette, Lucie, Eva, Clara,
        Sarah, Margaux, Romane, Océane, Mathilde, Anaïs, Marie, Julie, Pauline, Laura, Élise, Noémie, Justine,
        Charlotte, Agathe, Clémence, Victoire, Apolline, Capucine, Maëlle, Maëlys, Solène, Gwenaëlle, Anne-Laure,
        Marie-Amélie, Anne-Sophie, Marie-Ange, Éloïse, Héloïse, Coline, Célia, Salomé, Lilou, Morgane, Ophélie,
        Flavie, Aurore, Bérénice, Garance, Violette, Rose, Jeanne, Suzanne, Constance, Axelle, Joséphine,
        Marguerite, Valentine, Ambre, Nina, Elsa, Soline, Aliénor, Mélissa, Cassandre, Laurine, Estelle, Sixtine,
        Domitille, Faustine, Philippine, Zélie
    """),
    men=_listed("""
        Lucas, Hugo, Louis, Nathan, Enzo, Léo, Gabriel, Arthur, Jules, Adam, Raphaël, Paul, Tom, Théo, Maxime,
        Antoine, Clément, Alexandre, Baptiste, Quentin, Thomas, Nicolas, Romain, Florian, Valentin, Corentin,
        Guillaume, Bastien, Étienne, Timothée, Mathéo, Maël, Loïc, Gaël, Erwan, Yann, Tristan, Augustin, Gaspard,
        Basile, Côme, Félix, Simon, Victor, Martin, Benjamin, Samuel, Noé, Élie, Robin, Rémi, Jérémy,
        Jean-Baptiste, Pierre-Louis, Jean-Noël, Marc-Antoine, Aurélien, Damien, Dorian, Killian, Axel, Émile,
        Achille, Léandre, Anatole, Célestin, Hippolyte, Thibault, Tanguy, Sacha, Swann, Ange, Camille, Dominique,
        Joris, Malo, Titouan, Aloïs, Ambroise
    """),
    families=_listed("""
        Martin, Bernard, Thomas, Petit, Robert, Richard, Durand, Dubois, Moreau, Laurent, Simon, Michel, Lefèvre,
        Leroy, Roux, David, Bertrand, Morel, Fournier, Girard, Bonnet, Dupont, Lambert, Fontaine, Rousseau,
        Vincent, Muller, Faure, André, Mercier, Blanc, Guérin, Boyer, Garnier, Chevalier, François, Legrand,
        Gauthier, Perrin, Robin, Clément, Morin, Nicolas, Henry, Roussel, Mathieu, Gautier, Masson, Marchand,
        Duval, Denis, Dumont, Marie, Lemaire, Noël, Meyer, Dufour, Meunier, Brun, Blanchard, Giraud, Joly, Rivière,
        Lucas, Brunet, Gaillard, Barbier, Arnaud, Renard, Roche, Schmitt, Roy, Leroux, Colin, Vidal, Caron, Picard,
        Roger, Fabre, Aubert, Lemoine, Renaud, Dumas, Lacroix, Olivier, Philippe, Bourgeois, Pierre, Benoît, Rey,
        Leclerc, Payet, Rolland, Leclercq, Guillaume, Lecomte, Jean, Hubert, Bouvier, Cabanel, Cazals, Rouquette,
        Puech, Bousquet, Vialla, Teissier, Combes, Sabatier, Galtier, Salles, Fraïsse, Rouvière, Carrière, Valette,
        Delmas, Cros, Bonnafous, Pagès, Escoffier, Peyrot, Soulié, Barthès, Calmette, Delpech, Cambon, Vergnes,
        Albaret, Costes, Mazel, Ségala, Castanier, Ferrière, Lafont, Saint-Pierre, d’Aubigné, d’Hauterive,
        de La Roque, de Saint-Martin, du Plessis, de L’Estoile, Le Goff, Le Gall, Le Bihan, Kerboul, Kermarrec,
        L’Hostis, Guivarc’h, Cueff, Tanguy, Hoareau, Grondin, Dijoux, Boyer-Laurens, Nguyen-Martin,
        de la Tour d’Auvergne-Lauragais, Haudebourg de Montmorin-Beauregard, Llorens, Bœuf, Lœuilleux, Haÿ
    """),
    may_double_names=True,
)

ORIGINS = (
    FRANCE,
    Origin(
        "Maroc",
        38,
        _listed("Casablanca, Rabat, Fès, Marrakech, Tanger, Agadir, Oujda, Meknès"),
        _listed("Salma, Imane, Hajar, Meryem, Kenza, Fatima Zahra, Ghita, Yasmine, Nour el Houda, Chaïmae"),
        _listed("Mehdi, Youssef, Amine, Ayoub, Reda, Hamza, Anas, Mohamed Amine, Zakaria, Ilyas"),
        _listed("El Amrani, Benjelloun, Alaoui, Tazi, Bennani, El Idrissi, Berrada, Aït Lahcen, Ouazzani, Chraïbi"),
    ),
    Origin(
        "Algérie",
        32,
        _listed("Alger, Oran, Constantine, Tlemcen, Béjaïa, Tizi Ouzou, Sétif, Annaba"),
        _listed("Lina, Amel, Sabrina, Nesrine, Lydia, Thiziri, Rym, Hanane, Souad, Dihia"),
        _listed("Yanis, Sofiane, Massinissa, Walid, Riad, Karim, Aghiles, Abderrahmane, Nassim, Rayane"),
        _listed("Benali, Hamidi, Belkacem, Haddad, Aït Ahmed, Bouzid, Mansouri, Ould Ali, Meziane, Cherif"),
    ),
    Origin(
        "Tunisie",
        14,
        _listed("Tunis, Sfax, Sousse, Bizerte, Gabès"),
        _listed("Mariem, Nour, Eya, Rania, Oumaima, Syrine"),
        _listed("Aziz, Skander, Firas, Mohamed Ali, Khalil, Ghassen"),
        _listed("Trabelsi, Ben Salah, Jebali, Gharbi, Ben Amor, Mabrouk, Chaabane"),
    ),
    Origin(
        "Sénégal",
        16,
        _listed("Dakar, Saint-Louis, Thiès, Ziguinchor, Kaolack"),
        _listed("Aminata, Fatou, Aïssatou, Mame Diarra, Khady, Ndèye Coumba"),
        _listed("Mamadou, Cheikh, Ousmane, Ibrahima, El Hadji Malick, Papa Demba"),
        _listed("Diallo, Ndiaye, Diop, Fall, Sow, Bâ, Gueye, N’Diaye, M’Bengue, Seck"),
    ),
    Origin(
        "Côte d’Ivoire",
        12,
        _listed("Abidjan, Bouaké, Yamoussoukro, Daloa"),
        _listed("Aya Marie, Affoué, Ange-Désirée, Mariam, Grâce, Adjoua"),
        _listed("Kouassi Jean, Yao, Konan Serge, Moussa, Arsène, Koffi"),
        _listed("Kouamé, Koné, Ouattara, N’Guessan, Traoré, Yapi, N’Dri, Touré"),
    ),
    Origin(
        "Madagascar",
        6,
        _listed("Antananarivo, Toamasina, Fianarantsoa"),
        _listed("Fanja, Hanitra, Voahangy, Miora"),
        _listed("Tojo, Andry, Hery, Tiana"),
        _listed("Rakotomalala, Andriamampionona, Rasolofonirina, Randrianarivelojaona, Ravelomanantsoa"),
    ),
    Origin(
        "Espagne",
        14,
        _listed("Barcelone, Gérone, Madrid, Valence, Séville"),
        _listed("Lucía, Núria, Carmen, Begoña, Montserrat, Aitana"),
        _listed("Íñigo, Álvaro, Jordi, Javier, Pau, Andrés"),
        _listed("García López, Muñoz, Fernández de la Vega, Puig i Soler, Ibáñez, Castaño"),
    ),
    Origin(
        "Portugal",
        8,
        _listed("Porto, Lisbonne, Braga"),
        _listed("Inês, Conceição, Beatriz, Mafalda"),
        _listed("João, Gonçalo, Tiago, Simão"),
        _listed("da Silva, dos Santos, Gonçalves, Conceição, Magalhães, Ribeiro"),
    ),
    Origin(
        "Italie",
        9,
        _listed("Turin, Gênes, Rome, Naples"),
        _listed("Chiara, Giulia, Ludovica, Benedetta"),
        _listed("Niccolò, Matteo, Gian Marco, Lorenzo"),
        _listed("D’Angelo, De Luca, Rossi, Dell’Acqua, Esposito, Nicolò"),
    ),
    Origin(
        "Allemagne",
        6,
        _listed("Heidelberg, Berlin, Fribourg"),
        _listed("Jana, Käthe, Lena, Friederike"),
        _listed("Jörg, Lukas, Günther, Till"),
        _listed("Müller, Weiß, Schröder, von Ahlefeld, Groß, Strauß"),
    ),
    Origin(
        "Pologne",
        5,
        _listed("Cracovie, Varsovie, Łódź"),
        _listed("Małgorzata, Zofia, Agnieszka"),
        _listed("Łukasz, Michał, Wojciech"),
        _listed("Wójcik, Kowalczyk, Żukowski, Wiśniewska, Dąbrowski"),
    ),
    Origin(
        "Turquie",
        6,
        _listed("Istanbul, Izmir, Ankara"),
        _listed("Ayşe, Elif, Gülşah, Zeynep"),
        _listed("Emre, Çağlar, İbrahim, Oğuz"),
        _listed("Yılmaz, Özdemir, Şahin, Kılıç, Aydın"),
    ),
    Origin(
        "Viêt Nam",
        8,
        _listed("Hanoï, Hô Chi Minh-Ville, Huế, Đà Nẵng"),
        _listed("Thị Hương, Ngọc Ánh, Thu Hà, Phương Anh"),
        _listed("Văn Đức, Quang Huy, Minh Tuấn, Hoàng Long"),
        _listed("Nguyễn, Trần, Lê, Phạm, Đặng, Vũ"),
    ),
    Origin(
        "Chine",
        12,
        _listed("Pékin, Shanghai, Chengdu, Wuhan"),
        _listed("Xiaoyu, Yating, Jiaqi, Mengyao, 欣怡, 雨桐"),
        _listed("Haoran, Zihan, Yuchen, Junjie, 浩宇, 子轩"),
        _listed("Wang, Li, Zhang, Liu, Lü, 欧阳, 王, 陈"),
    ),
    Origin(
        "Liban",
        6,
        _listed("Beyrouth, Tripoli, Zahlé"),
        _listed("Rita, Joëlle, Yara, ريم"),
        _listed("Élie, Charbel, Jad, كريم"),
        _listed("Khoury, El Hajj, Abi Nader, Bou Saab, حداد, منصور"),
    ),
    Origin(
        "Ukraine",
        5,
        _listed("Kyiv, Lviv, Odessa"),
        _listed("Olha, Iryna, Ольга, Надія"),
        _listed("Andrii, Dmytro, Олексій, Юрій"),
        _listed("Shevchenko, Kovalchuk, Ткаченко, Мельник"),
    ),
    Origin(
        "Grèce",
        3,
        _listed("Athènes, Thessalonique"),
        _listed("Eleni, Αικατερίνη, Σοφία"),
        _listed("Giorgos, Δημήτρης, Νικόλαος"),
        _listed("Papadopoulos, Παπαδάκης, Ιωαννίδου"),
    ),
    Origin(
        "Islande",
        2,
        _listed("Reykjavik"),
        _listed("Sigríður, Þórunn"),
        _listed("Guðmundur, Ægir"),
        _listed("Jónsdóttir, Þorsteinsson"),
    ),
    Origin(
        "Brésil",
        8,
        _listed("São Paulo, Recife, Porto Alegre"),
        _listed("Luíza, Maria Eduarda, Thaís"),
        _listed("João Pedro, Caíque, Vinícius"),
        _listed("de Souza e Silva, Gonçalves Pereira, Araújo, Assunção"),
    ),
)
